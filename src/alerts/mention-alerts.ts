import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { mayRead } from '../conversations/conversation.policy';
import { Conversations, type Written } from '../conversations/conversations.service';
import type { Tx } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { accessOf } from '../employees/staff-access';
import { Ticket } from '../tickets/ticket.entity';
import { AlertWriter, type NewAlert } from './alert-writer';
import { mentionedIn } from './mentioned';

/** Tells colleagues who are called by name in a note, those who may read it. */
@Injectable()
export class MentionAlerts {
  constructor(
    private readonly alerts: AlertWriter,
    conversations: Conversations,
  ) {
    conversations.onWritten(async (tx, written) => {
      for (const note of written) if (note.message.visibility === 'internal') await this.tell(tx, note);
    });
  }

  private async tell(tx: Tx, { conversation, actor, message }: Written): Promise<void> {
    const names = mentionedIn(message.body);
    if (names.length === 0) return;
    const { id: conversationId, shopId } = conversation;
    const called = await colleagues(tx, shopId, names);
    const readers = called.filter((employee) => {
      const access = accessOf(employee);
      return access && mayRead({ ...access, signInId: '' }, conversation);
    });
    if (readers.length === 0) return;
    const ticket = await tx.manager.findOne(Ticket, { select: { id: true }, where: { conversationId } });
    const alerts = readers.map(({ id }): NewAlert => {
      const about = { shopId, kind: 'mention', by: actor, conversationId } as const;
      return { ...about, to: { kind: 'employee', id }, ...(ticket ? { ticketId: ticket.id } : {}) };
    });
    await this.alerts.add(tx, alerts);
  }
}

/** With what they may do. Those who work for all shops are colleagues everywhere. */
function colleagues(tx: Tx, shopId: string, names: readonly string[]): Promise<Employee[]> {
  const usernameKey = In([...names]);
  return tx.manager.find(Employee, {
    where: [
      { usernameKey, isActive: true, shopId },
      { usernameKey, isActive: true, shopId: IsNull() },
    ],
    relations: { role: true, shop: true, memberships: true },
  });
}
