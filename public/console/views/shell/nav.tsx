import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Page } from '../../../../src/contract/common.dto';
import { LIMITS } from '../../../../src/contract/limits';
import type { TeamView } from '../../../../src/contract/teams.dto';
import { clockText } from '../../../core/format';
import { useNow } from '../../../ui/ticker';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import type { View } from '../../lists';
import type { DirectWatch } from '../../model/direct-watch';
import { LONG_WAIT_MS } from '../../model/queue-watch';
import { usePlace, useSection } from '../../place';
import { MeMenu } from './me-menu';
import styles from './nav.module.css';
import { PageLinks } from './page-links';
import { ShopPicker } from './shop-picker';
import { TakeNext } from './take-next';
import { TicketLists } from './ticket-lists';
import { useCounts } from './use-counts';

export function Nav() {
  const { t } = useWords();
  const counts = useCounts();
  return (
    <nav className={styles.nav} aria-label={t('nav.lists')}>
      <MeMenu />
      <ShopPicker />
      <TakeNext />
      <ul>
        <Item view="queue">
          {counts.queue > 0 && <QueueCount count={counts.queue} since={counts.longestWaitingSince} />}
        </Item>
        <Item view="mine">{counts.mine > 0 && counts.mine}</Item>
        <Item view="all">{counts.all > 0 && counts.all}</Item>
        <Item view="closed" />
      </ul>
      <Teams />
      <TicketLists />
      <section className={styles.pages}>
        <OnPhones />
        <PageLinks isNamed />
      </section>
    </nav>
  );
}

/** Where there is no room for the rail. */
function OnPhones() {
  const { screen, alertBox, direct } = useDesk();
  const { t } = useWords();
  const section = useSection();
  const unread = useStore(alertBox.unread);
  return (
    <ul className={styles.onPhones}>
      {direct && (
        <li>
          <Link
            to="/direct/{-$colleagueId}"
            params={{ colleagueId: undefined }}
            className={styles.item}
            data-current={section === 'direct'}
            onClick={() => screen.isNavOpen.set(false)}
          >
            <span className={styles.label}>{t('nav.direct')}</span>
            <DirectCount watch={direct} />
          </Link>
        </li>
      )}
      <li>
        <button
          type="button"
          className={styles.item}
          onClick={() => {
            screen.isNavOpen.set(false);
            screen.open({ kind: 'alerts' });
          }}
        >
          <span className={styles.label}>{t('nav.alerts')}</span>
          <span className={styles.count}>{unread || null}</span>
        </button>
      </li>
    </ul>
  );
}

function DirectCount({ watch }: { watch: DirectWatch }) {
  return <span className={styles.count}>{useStore(watch.unread) || null}</span>;
}

function QueueCount({ count, since }: { count: number; since: string | null }) {
  const waitedMs = useNow() - Date.parse(since ?? '');
  if (!since) return count;
  return (
    <span className={styles.wait} data-long={waitedMs > LONG_WAIT_MS}>
      {count} · {clockText(waitedMs)}
    </span>
  );
}

function Item({ view, children }: { view: View; children?: ReactNode }) {
  const { t } = useWords();
  const place = usePlace();
  const isCurrent = useSection() === 'chats' && place.view === view && !place.team;
  return (
    <li>
      <NavLink view={view} isCurrent={isCurrent} label={t(`view.${view}`)}>
        {children}
      </NavLink>
    </li>
  );
}

interface LinkProps {
  view: View;
  team?: string;
  isCurrent: boolean;
  label: string;
  children?: ReactNode;
}

function NavLink({ view, team, isCurrent, label, children }: LinkProps) {
  const { screen } = useDesk();
  return (
    <Link
      to="/$view/{-$chatId}"
      params={{ view, chatId: undefined }}
      search={{ team }}
      className={styles.item}
      data-current={isCurrent}
      aria-current={isCurrent ? 'page' : undefined}
      activeProps={{}}
      onClick={() => screen.isNavOpen.set(false)}
    >
      <span className={styles.label} title={label}>
        {label}
      </span>
      <span className={styles.count}>{children}</span>
    </Link>
  );
}

function Teams() {
  const { api, shopId, has } = useDeskWithRights();
  const { t } = useWords();
  const place = usePlace();
  const { ofTeam } = useCounts();
  const shop = useStore(shopId);
  const { data } = useQuery({
    queryKey: ['teams', shop],
    queryFn: ({ signal }) => api.get<Page<TeamView>>('/teams', { shopId: shop, limit: LIMITS.pageSize }, signal),
    enabled: has && shop !== null,
    staleTime: 300_000,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{t('nav.teams')}</h2>
      <ul>
        {data.items.map(({ id, name }) => (
          <li key={id}>
            <NavLink view="all" team={id} isCurrent={place.team === id} label={name}>
              {ofTeam(id) > 0 && ofTeam(id)}
            </NavLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useDeskWithRights() {
  const desk = useDesk();
  return { api: desk.api, shopId: desk.shopId, has: desk.has('teams:read') };
}
