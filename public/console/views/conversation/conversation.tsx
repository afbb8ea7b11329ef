import { Button } from '@mantine/core';
import type { ChatDetail } from '../../../../src/contract/chats.dto';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { talkOfChat } from '../../model/talk';
import { usePlace } from '../../place';
import { useOpenChatQuery } from '../shell/use-open-chat';
import styles from './conversation.module.css';
import { Header } from './header';
import { NothingOpen } from './nothing-open';
import { TalkMissing, TalkPane, useShownTalk } from './talk-pane';
import { useTake } from './use-take';

/** The open chat. */
export function Conversation() {
  const { me } = useDesk();
  const { t } = useWords();
  const { chatId } = usePlace();
  const { data: chat, error, conversationId } = useOpenChatQuery();
  useShownTalk(conversationId);

  if (!chatId) return <NothingOpen text={t('conversation.none')} />;
  if (!chat) return <TalkMissing error={error} />;
  return (
    <TalkPane
      talk={talkOfChat(chat, me.id)}
      label={t('conversation.label', { name: chat.customer.name })}
      header={<Header key={`header:${chat.id}`} chat={chat} />}
      before={!chat.can.reply && chat.can.take && <TakeFirst chat={chat} />}
      readOnly={t(chat.status === 'closed' ? 'composer.closed' : 'composer.readOnly')}
    />
  );
}

function TakeFirst({ chat }: { chat: ChatDetail }) {
  const { t } = useWords();
  const take = useTake(chat.id);
  return (
    <span className={styles.takeFirst}>
      {take.failure === null ? (
        <span className={styles.why}>{t('composer.takeFirst')}</span>
      ) : (
        <span role="alert">{failureText(t, take.failure)}</span>
      )}
      <Button size="compact-xs" variant="light" loading={take.isRunning} onClick={take.run}>
        {t('action.take')}
      </Button>
    </span>
  );
}
