import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { usePlace } from '../../place';
import { Conversation } from '../conversation/conversation';
import { Details } from '../details/details';
import { Dialogs } from '../dialogs/dialogs';
import { ListPane } from '../list/list-pane';
import { OfferCards } from '../offers/offer-cards';
import { ConnectionBar } from './connection-bar';
import { Nav } from './nav';
import { Rail } from './rail';
import styles from './shell.module.css';
import { useAlerts } from './use-alerts';
import { useFreshLists } from './use-fresh-lists';
import { useKeys } from './use-keys';
import { useOpenChat } from './use-open-chat';
import { useTitle } from './use-title';

/** The panes of the console. Narrow screens show one of list and conversation at a time. */
export function Shell() {
  const { screen } = useDesk();
  const { t } = useWords();
  const { chatId } = usePlace();
  const isNavOpen = useStore(screen.isNavOpen);
  const isKept = useStore(screen.isDetailsKept);
  const isOver = useStore(screen.isDetailsOver);
  const chat = useOpenChat();
  useKeys();
  useTitle();
  useAlerts();
  useFreshLists();

  return (
    <div className={styles.frame}>
      <ConnectionBar />
      <div className={styles.panes} data-chat={chatId !== null} data-details={isKept && chat !== null}>
        <Rail />
        <div className={styles.nav} data-open={isNavOpen}>
          <button
            type="button"
            className={styles.veil}
            aria-label={t('action.close')}
            onClick={() => screen.isNavOpen.set(false)}
          />
          <Nav />
        </div>
        <ListPane />
        <Conversation />
        {chat && (
          <aside className={styles.details} data-open={isOver} aria-label={t('details.title')}>
            <Details chat={chat} />
          </aside>
        )}
      </div>
      <OfferCards />
      <Dialogs />
    </div>
  );
}
