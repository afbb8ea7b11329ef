import { avatarColours, initials } from '../core/avatar';
import styles from './avatar.module.css';

export type PresenceMark = 'here' | 'away' | 'gone';

interface Props {
  id: string;
  name: string;
  size?: number;
  presence?: PresenceMark;
  /** What the mark means, for those who do not see it. */
  presenceLabel?: string;
}

/** Initials on the person's own colours. Presence differs in shape as well as in colour. */
export function Avatar({ id, name, size = 36, presence = 'gone', presenceLabel }: Props) {
  const { ground, text } = avatarColours(id);
  return (
    <span
      className={styles.avatar}
      style={{ width: size, height: size, background: ground, color: text, fontSize: size * 0.36 }}
    >
      <span aria-hidden="true">{initials(name) || '?'}</span>
      {presence !== 'gone' && <Presence presence={presence} label={presenceLabel} />}
    </span>
  );
}

/** Without a name it is told in words beside it. */
function Presence({ presence, label }: { presence: PresenceMark; label?: string }) {
  if (!label) return <span className={styles.presence} data-presence={presence} aria-hidden="true" />;
  return <span className={styles.presence} data-presence={presence} role="img" aria-label={label} />;
}
