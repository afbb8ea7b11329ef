import { VisuallyHidden } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { ConnectionBar } from '../../../ui/connection-bar';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { useColleagueId, usePlace, useSection, useTicketPlace } from '../../place';
import { AlertNews } from '../alerts/later';
import { Conversation } from '../conversation/conversation';
import { DirectPanes } from '../direct/later';
import { Details, Dialogs, useReady } from '../later';
import { ListPane } from '../list/list-pane';
import { OfferCards } from '../offers/offer-cards';
import { TicketPanes } from '../tickets/later';
import { DetailsPane } from './details-pane';
import { Nav } from './nav';
import { Rail } from './rail';
import styles from './shell.module.css';
import { useAlerts } from './use-alerts';
import { useChatKeys } from './use-chat-keys';
import { useFreshLists } from './use-fresh-lists';
import { useKeys } from './use-keys';
import { useOpenChat } from './use-open-chat';
import { useTitle } from './use-title';

/** The panes of the console, or one of its pages. Narrow screens show one of list and conversation at a time. */
export function Shell() {
  const { screen } = useDesk();
  const { t } = useWords();
  const { chatId } = usePlace();
  const { ticketId } = useTicketPlace();
  const section = useSection();
  const isPage = section !== 'chats' && section !== 'tickets' && section !== 'direct';
  const isNavOpen = useStore(screen.isNavOpen);
  const isKept = useStore(screen.isDetailsKept);
  const isNavKept = useStore(screen.isNavKept);
  const colleagueId = useColleagueId();
  const isCase = (chatId ?? ticketId) !== null;
  useTitle();
  useAlerts();
  useFreshLists();
  useReady();
  useKeys();

  return (
    <div className={styles.frame}>
      <ConnectionBar />
      <div
        className={styles.panes}
        data-page={isPage}
        data-chat={isCase || colleagueId !== null}
        data-details={isKept && isCase}
        data-nav={isNavKept}
      >
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
        {section === 'chats' && <ChatPanes />}
        <Suspense>
          {section === 'tickets' && <TicketPanes />}
          {section === 'direct' && <DirectPanes />}
        </Suspense>
        {isPage && (
          <Suspense fallback={<div className={styles.page} aria-busy="true" />}>
            <Outlet />
          </Suspense>
        )}
      </div>
      <OfferCards />
      <Heard />
      <Suspense>
        <Dialogs />
      </Suspense>
    </div>
  );
}

function ChatPanes() {
  const { t } = useWords();
  const chat = useOpenChat();
  useChatKeys();
  return (
    <>
      <ListPane />
      <Conversation />
      {chat && (
        <DetailsPane label={t('details.title')}>
          <Details chat={chat} />
        </DetailsPane>
      )}
    </>
  );
}

/** Says what comes to those who hear the page. It is there before there is anything to say, or nobody would hear it. */
function Heard() {
  const { alertBox } = useDesk();
  const latest = useStore(alertBox.latest);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      <Suspense>{latest && <AlertNews alert={latest} />}</Suspense>
    </VisuallyHidden>
  );
}
