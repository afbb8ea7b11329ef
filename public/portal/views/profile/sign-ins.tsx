import { Button } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SignInList, SignInView } from '../../../../src/contract/accounts.dto';
import { useNow } from '../../../ui/ticker';
import { useAction } from '../../../ui/use-action';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { deviceName } from '../../model/device-name';
import shell from '../shell/shell.module.css';
import styles from './profile.module.css';
import { SIGN_INS } from './routes';
import { Section } from './section';

/** Where one is signed in, and the way to end each. */
export function SignIns() {
  const { api } = usePortal();
  const { t } = useWords();
  const { data, error } = useQuery({
    queryKey: ['sign-ins'],
    queryFn: ({ signal }) => api.get<SignInList>(SIGN_INS, undefined, signal),
  });
  return (
    <Section title={t('signIns.title')} hint={t('signIns.hint')}>
      {error && (
        <p className={shell.failure} role="alert">
          {failureText(t, error)}
        </p>
      )}
      <ul className={styles.signIns}>
        {data?.items.map((signIn) => (
          <Row key={signIn.id} signIn={signIn} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ signIn: { id, userAgent, lastUsedAt, isCurrent } }: { signIn: SignInView }) {
  const { api } = usePortal();
  const { t, format } = useWords();
  const queries = useQueryClient();
  const now = useNow();
  const { run, isRunning, failure } = useAction(async () => {
    await api.delete(`${SIGN_INS}/${id}`);
    await queries.invalidateQueries({ queryKey: ['sign-ins'] });
  });
  const device = deviceName(userAgent);
  const Icon = device.isPhone ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li className={styles.signIn}>
      <Icon size={24} stroke={1.5} aria-hidden="true" />
      <div className={styles.device}>
        <strong>{device.name ?? t('signIns.unknown')}</strong>
        <span className={shell.hint}>
          {isCurrent ? t('signIns.current') : t('signIns.last', { at: format.relative(lastUsedAt, now) })}
        </span>
        {failure !== null && <span role="alert">{failureText(t, failure)}</span>}
      </div>
      {!isCurrent && (
        <Button variant="default" loading={isRunning} onClick={run}>
          {t('signIns.end')}
        </Button>
      )}
    </li>
  );
}
