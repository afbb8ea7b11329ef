import type { MessageView } from '../../../src/contract/conversations.dto';
import type { ThreadRow } from '../../core/thread';
import type { Echo } from '../../core/transcript';
import { useWidget, useWords } from '../context';
import { Attachments } from './attachments';
import { EchoStatus } from './echo-status';
import { MessageText } from './message-text';
import { SystemLine } from './system-line';

interface Props {
  row: ThreadRow;
  seenSeq: number;
  /** Only the newest of one's own messages says how far it has come. */
  isLastOwn: boolean;
}

export function ThreadRowView({ row, seenSeq, isLastOwn }: Props) {
  const { clock } = useWidget();
  const { format } = useWords();
  if (row.kind === 'day') {
    return <div class="day">{format.day(row.at, clock.now())}</div>;
  }
  if (row.kind === 'system') return <SystemLine message={row.message} />;
  if (row.kind === 'echo') return <EchoBubble row={row} isLastOwn={isLastOwn} />;
  return <Bubble row={row} isSeen={row.message.seq <= seenSeq} isLastOwn={isLastOwn} />;
}

function placeOf(isFirst: boolean, isLast: boolean): string {
  return `${isFirst ? ' first' : ''}${isLast ? ' last' : ''}`;
}

interface BubbleProps {
  row: Extract<ThreadRow, { kind: 'message' }>;
  isSeen: boolean;
  isLastOwn: boolean;
}

function Bubble({ row: { message, isFirst, isLast }, isSeen, isLastOwn }: BubbleProps) {
  const { t, format } = useWords();
  const isMine = message.author.kind === 'customer';
  const time = format.time(message.createdAt);
  return (
    <div class={`row ${isMine ? 'mine' : 'theirs'}${placeOf(isFirst, isLast)}`} data-row tabIndex={-1}>
      {!isMine && isFirst && (
        <span class="author" aria-hidden="true" dir="auto">
          {message.author.name}
        </span>
      )}
      <span class="visually-hidden">
        {isMine ? t('message.mine', { time }) : t('message.theirs', { name: message.author.name, time })}
      </span>
      <Content body={message.body} attachments={message.attachments} />
      {isMine && isLastOwn && <span class="status">{t(isSeen ? 'message.seen' : 'message.sent', { time })}</span>}
      {!isMine && isLast && (
        <span class="status" aria-hidden="true">
          {time}
        </span>
      )}
    </div>
  );
}

interface EchoProps {
  row: { echo: Echo; isFirst: boolean; isLast: boolean };
  isLastOwn: boolean;
}

function EchoBubble({ row: { echo, isFirst, isLast }, isLastOwn }: EchoProps) {
  const { t, format } = useWords();
  const { entry, receipt } = echo;
  return (
    <div class={`row mine rising${placeOf(isFirst, isLast)}${entry.failure ? ' failed' : ''}`} data-row tabIndex={-1}>
      <Content body={entry.body} attachments={entry.attachments} />
      {receipt && isLastOwn && (
        <span class="status">{t('message.sent', { time: format.time(receipt.createdAt) })}</span>
      )}
      {!receipt && <EchoStatus entry={entry} isLast={isLastOwn} />}
    </div>
  );
}

function Content({ body, attachments }: Pick<MessageView, 'body' | 'attachments'>) {
  return (
    <>
      {body && (
        <div class="bubble" dir="auto">
          <MessageText text={body} />
        </div>
      )}
      {attachments.length > 0 && <Attachments attachments={attachments} />}
    </>
  );
}
