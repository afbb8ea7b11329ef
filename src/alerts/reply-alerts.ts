import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Conversations, type Written } from '../conversations/conversations.service';
import type { Tx } from '../database/unit-of-work';
import { Ticket } from '../tickets/ticket.entity';
import { Alert } from './alert.entity';
import { AlertWriter, type NewAlert } from './alert-writer';

/** Tells the two sides of a ticket that the other has written: once, until they have read it. */
@Injectable()
export class ReplyAlerts {
  constructor(
    private readonly alerts: AlertWriter,
    conversations: Conversations,
  ) {
    conversations.onWritten((tx, written) => this.tell(tx, written));
  }

  private async tell(tx: Tx, written: readonly Written[]): Promise<void> {
    const replies = written.filter(
      ({ conversation, message }) => conversation.kind === 'ticket' && message.visibility === 'public',
    );
    const alerts = replies.flatMap((reply) => alertOf(reply) ?? []);
    if (alerts.length === 0) return;
    const tickets = await tx.manager.find(Ticket, {
      select: { id: true, conversationId: true },
      where: { conversationId: In([...new Set(alerts.map(({ conversationId }) => conversationId))]) },
    });
    const ticketOf = new Map(tickets.map(({ id, conversationId }) => [conversationId, id]));
    const waiting = await tx.manager.find(Alert, {
      select: { id: true, recipientId: true, ticketId: true },
      where: {
        recipientId: In([...new Set(alerts.map(({ to }) => to.id))]),
        readAt: IsNull(),
        kind: 'ticketReplied',
        ticketId: In([...ticketOf.values()]),
      },
    });
    const isWaiting = new Set(waiting.map(({ recipientId, ticketId }) => `${recipientId} ${ticketId}`));
    const fresh = alerts.flatMap((alert) => {
      const ticketId = ticketOf.get(alert.conversationId);
      return ticketId && !isWaiting.has(`${alert.to.id} ${ticketId}`) ? [{ ...alert, ticketId }] : [];
    });
    await this.alerts.add(tx, fresh);
  }
}

function alertOf({ conversation, actor, message }: Written): (NewAlert & { conversationId: string }) | null {
  const { id: conversationId, shopId, holderId, customerId } = conversation;
  const reader = actor.kind === 'customer' ? holderId : customerId;
  if (!reader) return null;
  const to = { kind: actor.kind === 'customer' ? 'employee' : 'customer', id: reader } as const;
  const seq = actor.kind === 'customer' ? message.seq : (message.publicSeq ?? message.seq);
  return { to, shopId, kind: 'ticketReplied', by: actor, conversationId, seq };
}
