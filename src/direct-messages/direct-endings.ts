import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Conversation } from '../conversations/conversation.entity';
import { type Recorded, type Tx, UnitOfWork } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { DirectConversation } from './direct-conversation.entity';
import { tellChanged } from './direct-messages.service';

/** More colleagues than anybody writes to. */
const MOST = 5000;

/**
 * Ends what was between two when one of them leaves, in the same transaction, and opens it when they come back: under
 * the conversation's lock a message is either before that or refused.
 */
@Injectable()
export class DirectEndings {
  constructor(unitOfWork: UnitOfWork) {
    unitOfWork.alongside(async (tx, recorded) => {
      for (const one of recorded) if (concernsPlace(one)) await follow(tx, one.stored.subjectId);
    });
  }
}

/** Who is active, and in which shop. */
function concernsPlace({ event, stored }: Recorded): boolean {
  if (event.name === 'employee.deactivated' || event.name === 'employee.reactivated') return true;
  return event.name === 'employee.updated' && stored.after !== null && 'shopId' in stored.after;
}

async function follow(tx: Tx, employeeId: string): Promise<void> {
  const pairs = await tx.manager.find(DirectConversation, {
    where: [{ lowId: employeeId }, { highId: employeeId }],
    order: { conversationId: 'ASC' },
    take: MOST,
  });
  if (pairs.length === 0) return;
  const people = await tx.manager.find(Employee, {
    select: { id: true, shopId: true, isActive: true },
    where: { id: In(pairs.flatMap(({ lowId, highId }) => [lowId, highId])) },
  });
  const isThere = (id: string, shopId: string) =>
    people.some((person) => person.id === id && person.isActive && [null, shopId].includes(person.shopId));
  const open = pairs.filter(({ shopId, lowId, highId }) => isThere(lowId, shopId) && isThere(highId, shopId));
  const ended = pairs.filter((pair) => !open.includes(pair));
  await setClosed(tx, open, false);
  await setClosed(tx, ended, true);
  for (const { conversationId: id, shopId, lowId, highId } of pairs)
    tellChanged(tx, { id, shopId, memberIds: [lowId, highId] });
}

async function setClosed(tx: Tx, pairs: readonly DirectConversation[], isClosed: boolean): Promise<void> {
  if (pairs.length === 0) return;
  await tx.manager.update(Conversation, { id: In(pairs.map(({ conversationId }) => conversationId)) }, { isClosed });
}
