import type { EntityManager } from 'typeorm';
import type { MessageView } from '../contract/conversations.dto';
import { marks } from '../core/plain-rows';
import { wholePortion } from '../database/insert-rows';
import { prepared } from '../database/prepared';
import { attachmentsOf } from './attachment-rows';
import { Message } from './message.entity';
import { presentMessage } from './message.presenter';

interface Sent {
  actor: { id: string; name: string };
  clientId: string;
}

/** Messages by who sent them under which `clientId`. */
export type EarlierMessages = Map<string, MessageView>;

export function sentKey(authorId: string, clientId: string): string {
  return `${authorId} ${clientId}`;
}

/** Those of the messages that are stored already, because their senders try again. */
export async function findEarlier(manager: EntityManager, sends: readonly Sent[]): Promise<EarlierMessages> {
  if (sends.length === 0) return new Map();
  const wanted = wholePortion(sends.map(({ clientId }) => clientId));
  const hits = await prepared<{ clientId: string; authorId: string }>(
    manager,
    `SELECT clientId, authorId FROM messages WHERE clientId IN (${marks(wanted.length)})`,
    wanted,
  );
  if (hits.length === 0) return new Map();
  const names = new Map(sends.map(({ actor, clientId }) => [sentKey(actor.id, clientId), actor.name]));
  const again = hits.filter(({ authorId, clientId }) => names.has(sentKey(authorId, clientId)));
  if (again.length === 0) return new Map();

  const messages = await manager.findBy(Message, again);
  const carriedBy = await attachmentsOf(manager, messages);
  return new Map(
    messages.map((message) => {
      const key = sentKey(message.authorId ?? '', message.clientId ?? '');
      return [key, presentMessage(message, names.get(key) ?? '', carriedBy(message))];
    }),
  );
}
