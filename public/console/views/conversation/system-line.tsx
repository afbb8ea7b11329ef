import type { MessageView } from '../../../../src/contract/conversations.dto';
import { clockText } from '../../../core/format';
import type { Translate } from '../../../core/i18n';
import { type ConsoleKey, useWords } from '../../context';
import styles from './thread.module.css';

/** One line about what happened to the chat. */
export function SystemLine({ message }: { message: MessageView }) {
  const { t, format } = useWords();
  const text = systemText(t, message);
  if (!text) return null;
  return (
    <p className={styles.system}>
      {text} · <time dateTime={message.createdAt}>{format.time(message.createdAt)}</time>
    </p>
  );
}

/** The catalogue's sentences leave out what is `none`. */
function systemText(t: Translate<ConsoleKey>, { system }: MessageView): string {
  if (!system) return '';
  const { data } = system;
  const waited = typeof data.waitedSeconds === 'number' ? clockText(data.waitedSeconds * 1000) : 'none';
  return t(`system.${system.type}`, {
    by: data.by ?? '',
    byKind: data.byKind ?? 'none',
    from: data.from ?? 'none',
    to: data.to ?? 'none',
    team: data.team ?? 'none',
    reason: data.reason ?? 'none',
    rating: data.rating ?? 0,
    number: data.number ?? 0,
    waited,
  });
}
