import { useMemo } from 'preact/hooks';
import type { WidgetConfig } from '../../../src/contract/widget.dto';
import { Store } from '../../core/store';
import { Uploads } from '../../core/uploads';
import { useStore, useWidget } from '../context';
import { ChatHeader } from './chat-header';
import { Composer } from './composer';
import { ConnectionBanner } from './connection-banner';
import { DropZone } from './drop-zone';
import { later } from './later';
import { Thread } from './thread';
import { WaitingCard } from './waiting-card';

const Ended = later(async () => (await import('./ended')).Ended);

/** The chat from the moment it was asked for until after its end. */
export function Chat({ config }: { config: WidgetConfig }) {
  const widget = useWidget();
  const chat = useStore(widget.line.chat);
  const pending = useStore(widget.beginning.pending);
  const conversation = useStore(widget.line.conversation);
  // A chat that is being started takes the place of an earlier one that has ended.
  const isOver = chat?.status === 'closed';
  const isNew = pending !== null && (!chat || isOver);
  const shown = isNew ? null : conversation;
  const conversationId = shown?.conversationId;
  const uploads = useMemo(
    () => (conversationId ? new Uploads(widget.visit.api, conversationId) : null),
    [shown && chat?.id],
  );
  if (uploads && conversationId) uploads.conversationId = conversationId;
  const isTyping = useMemo(() => new Store(false), []);

  return (
    <DropZone uploads={uploads}>
      <ChatHeader chat={isNew ? null : chat} config={config} />
      <ConnectionBanner />
      {(isNew || chat?.status === 'waiting') && <WaitingCard isPending={isNew} />}
      <Thread key={conversationId ?? 'new'} conversation={shown} isTyping={isTyping} isOver={isOver}>
        {!isNew && isOver && <Ended chat={chat} key={chat.id} />}
      </Thread>
      <Composer
        status={isNew || !chat ? 'waiting' : chat.ticket ? 'active' : chat.status}
        canReopen={chat?.canReopen}
        conversation={shown}
        uploads={uploads}
        isTyping={isTyping}
      />
    </DropZone>
  );
}
