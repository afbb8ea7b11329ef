import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { ClaimsView } from '../../../../src/contract/claims.dto';
import { useDesk, useWords } from '../../context';
import { CopyValue } from './copy-value';
import styles from './details.module.css';
import { Section } from './section';

const LOOK_AGAIN_MS = 10_000;
const MOST_EVENTS = 5;

/** What the shop's pages say of the customer, looked at again while they are there. */
export function useClaims(customerId: string, isHere: boolean): ClaimsView | undefined {
  const desk = useDesk();
  const { data } = useQuery({
    queryKey: ['claims', customerId],
    queryFn: ({ signal }) => desk.api.get<ClaimsView>(`/customers/${customerId}/claims`, {}, signal),
    enabled: desk.has('customers:read'),
    refetchInterval: isHere ? LOOK_AGAIN_MS : false,
  });
  return data;
}

/** Said by a page, checked by nobody: it stands apart from what is known. */
export function Claims({ claims }: { claims: ClaimsView | undefined }) {
  const { t, format } = useWords();
  const attributes = Object.entries(claims?.attributes ?? {});
  const events = claims?.events.slice(0, MOST_EVENTS) ?? [];
  if (attributes.length === 0 && events.length === 0) return null;
  return (
    <Section title={t('details.claims')} aside={t('details.claims.unchecked')}>
      <dl className={styles.list}>
        {attributes.map(([name, value]) => (
          <Fact key={name} label={name} value={String(value)} />
        ))}
        {events.map(({ name, at, props }) => (
          <Fact key={`${at} ${name}`} label={format.time(at)} value={name} title={propsText(props)} />
        ))}
      </dl>
    </Section>
  );
}

function Fact({ label, value, title }: { label: string; value: string; title?: string }) {
  return (
    <Fragment>
      <dt className={styles.label} title={label}>
        {label}
      </dt>
      <dd className={styles.value} title={title}>
        <CopyValue value={value} />
      </dd>
    </Fragment>
  );
}

function propsText(props: ClaimsView['attributes']): string {
  return Object.entries(props)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
