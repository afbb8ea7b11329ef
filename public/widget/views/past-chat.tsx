import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CustomerChatView } from '../../../src/contract/chats.dto';
import { useWidget, useWords } from '../context';
import { Avatar } from './avatar';
import { IconButton } from './button';
import { CloseButton } from './close-button';
import { Ended } from './ended';
import { BackIcon } from './icons';
import { Thread } from './thread';

/** A chat that is over, to read again, and to rate if that was not done. */
export function PastChat({ chat }: { chat: CustomerChatView }) {
  const widget = useWidget();
  const { t, format } = useWords();
  // Its ticket may have become part of another one since: then it is read where it goes on.
  const [conversationId, setConversationId] = useState(chat.conversationId);
  const conversation = useMemo(() => widget.line.clientOf(conversationId), [widget, conversationId]);
  useEffect(() => {
    const stop = conversation.continuedIn.subscribe(() =>
      setConversationId((id) => conversation.continuedIn.get() ?? id),
    );
    conversation.open();
    return () => {
      stop();
      conversation.close();
    };
  }, [conversation]);

  return (
    <main class="page chat">
      <header class="bar">
        <IconButton label={t('frame.back')} onClick={() => widget.place.set('home')}>
          <BackIcon />
        </IconButton>
        {chat.agent && <Avatar person={chat.agent} />}
        <div class="bar-words">
          <h1 class="bar-title" dir="auto">
            {chat.agent?.name ?? t('past.nobody')}
          </h1>
          <p dir="auto">{[format.date(chat.startedAt), chat.topic].filter(Boolean).join(' · ')}</p>
        </div>
        <CloseButton />
      </header>
      <Thread key={conversationId} conversation={conversation} isTyping={null} isOver>
        <Ended
          chat={chat}
          onRated={(review) => widget.past.update((past) => (past?.id === chat.id ? { ...past, review } : past))}
        />
      </Thread>
      <p class="over">{t('past.over')}</p>
    </main>
  );
}
