import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ChatDetail } from '../../../../src/contract/chats.dto';
import type { CustomerView } from '../../../../src/contract/customers.dto';
import { ticketAt } from '../../../core/ticket-address';
import { Avatar } from '../../../ui/avatar';
import { Chip } from '../../../ui/chip';
import { IconButton } from '../../../ui/icon-button';
import { useSelected } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { CustomerTickets } from '../tickets/later';
import { Claims, useClaims } from './claims';
import { CopyValue } from './copy-value';
import styles from './details.module.css';
import { History } from './history';
import { Section } from './section';

/** Who this is, where they are now, and what was before. What is not known is left out. */
export function Details({ chat }: { chat: ChatDetail }) {
  const { screen, customersHere } = useDesk();
  const { t } = useWords();
  const { customer } = chat;
  const isHere = useSelected(customersHere, (here) => here.has(customer.id));
  const claims = useClaims(customer.id, isHere);
  const name = customer.name || t('customer.unnamed');
  return (
    <>
      <header className={styles.who}>
        <Avatar id={customer.id} name={name} presence={isHere ? 'here' : 'gone'} presenceLabel={t('customer.here')} />
        <div className={styles.person}>
          <p className={styles.name}>
            <span className={styles.nameText} title={name}>
              {name}
            </span>
            {customer.isVerified && <Chip tone="ok">{t('customer.verified')}</Chip>}
            {customer.isPriority && <Chip tone="info">{t('chip.priority')}</Chip>}
          </p>
          {customer.email && <CopyValue value={customer.email} />}
        </div>
        <span className={styles.close}>
          <IconButton icon={IconX} label={t('action.close')} onClick={() => screen.isDetailsOver.set(false)} />
        </span>
      </header>
      <Now chat={chat} isHere={isHere} pageUrl={claims?.page?.url ?? chat.pageUrl} />
      <About chat={chat} />
      <Claims claims={claims} />
      <CustomerTickets
        shopId={chat.shopId}
        customerId={customer.id}
        chatId={chat.id}
        aboutId={ticketAt(chat.pageUrl)}
      />
      <History key={customer.id} chat={chat} />
    </>
  );
}

function Now({ chat, isHere, pageUrl }: { chat: ChatDetail; isHere: boolean; pageUrl: string | null }) {
  const { t, locale, format } = useWords();
  const language = chat.language && languageName(chat.language, locale);
  return (
    <Section title={t('details.now')}>
      <dl className={styles.list}>
        {pageUrl && <Row label={t('details.page')} value={pageUrl} shown={pathOf(pageUrl)} />}
        {chat.referrer && <Row label={t('details.referrer')} value={chat.referrer} shown={hostOf(chat.referrer)} />}
        {language && <Row label={t('details.language')} value={language} />}
        {chat.topic && <Row label={t('details.topic')} value={chat.topic} />}
        <Row label={t('details.started')} value={format.time(chat.startedAt)} />
        <Row label={t('details.widget')} value={t(isHere ? 'customer.here' : 'customer.gone')} />
      </dl>
    </Section>
  );
}

/** What the shop has on file; only for those who may read it. */
function About({ chat }: { chat: ChatDetail }) {
  const desk = useDesk();
  const { t } = useWords();
  const { data } = useQuery({
    queryKey: ['customer', chat.customer.id],
    queryFn: ({ signal }) => desk.api.get<CustomerView>(`/customers/${chat.customer.id}`, {}, signal),
    enabled: desk.has('customers:read'),
  });
  const facts = [
    ['phone', data?.phone],
    ['organization', data?.organization],
    ['profession', data?.profession],
    ['address', data?.address],
  ] as const;
  const known = facts.filter(([, value]) => value);
  if (known.length === 0) return null;
  return (
    <Section title={t('details.customer')}>
      <dl className={styles.list}>
        {known.map(([name, value]) => (
          <Row key={name} label={t(`details.${name}`)} value={value ?? ''} />
        ))}
      </dl>
    </Section>
  );
}

function Row({ label, value, shown }: { label: string; value: string; shown?: string }) {
  return (
    <>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        <CopyValue value={value} shown={shown} />
      </dd>
    </>
  );
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search, host } = new URL(url);
  return pathname === '/' && !search ? host : pathname + search;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
