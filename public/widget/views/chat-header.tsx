import type { CustomerChatView } from '../../../src/contract/chats.dto';
import type { WidgetConfig } from '../../../src/contract/widget.dto';
import { useWidget, useWords } from '../context';
import { Avatar } from './avatar';
import { IconButton } from './button';
import { ChatMenu } from './chat-menu';
import { CloseButton } from './close-button';
import { BackIcon } from './icons';

/** Who answers, or that somebody is being looked for. */
export function ChatHeader({ chat, config }: { chat: CustomerChatView | null; config: WidgetConfig }) {
  const widget = useWidget();
  const { t } = useWords();
  const agent = chat?.agent ?? null;
  const isWaiting = !chat || chat.status === 'waiting';

  return (
    <header class="bar">
      <IconButton label={t('frame.back')} onClick={() => widget.place.set('home')}>
        <BackIcon />
      </IconButton>
      {agent && !isWaiting ? (
        <Avatar person={agent} isOnline={chat?.status === 'active'} />
      ) : (
        <span class={`avatar empty${isWaiting ? ' searching' : ''}`} aria-hidden="true">
          <i class="dot" />
          <i class="dot" />
          <i class="dot" />
        </span>
      )}
      <div class="bar-words">
        <h1 class="bar-title" dir="auto">
          {isWaiting ? t('chat.finding') : (agent?.name ?? config.shopName)}
        </h1>
        <p dir="auto">
          {chat?.status === 'active' && t('chat.active')}
          {chat?.status === 'closed' && t('chat.ended')}
          {isWaiting && (chat?.team?.name ?? config.shopName)}
        </p>
      </div>
      {chat && <ChatMenu chat={chat} />}
      <CloseButton />
    </header>
  );
}
