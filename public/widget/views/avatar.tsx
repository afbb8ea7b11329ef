import type { PersonRef } from '../../../src/contract/common.dto';
import { avatarColours, initials } from '../../core/avatar';

export function Avatar({ person, isOnline = false }: { person: PersonRef; isOnline?: boolean }) {
  const { ground, text } = avatarColours(person.id);
  return (
    <span class="avatar" style={{ backgroundColor: ground, color: text }} aria-hidden="true">
      {initials(person.name)}
      {isOnline && <span class="avatar-dot" />}
    </span>
  );
}
