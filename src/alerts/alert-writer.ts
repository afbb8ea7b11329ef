import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { AlertData, AlertKind } from '../contract/alerts.dto';
import type { ActorKind } from '../contract/events.dto';
import { newId } from '../core/ids';
import { insertRows } from '../database/insert-rows';
import type { Tx } from '../database/unit-of-work';
import { TicketDecline } from '../tickets/ticket-decline.entity';
import { Alert } from './alert.entity';

export interface NewAlert {
  to: { kind: 'employee' | 'customer'; id: string };
  shopId: string;
  kind: AlertKind;
  /** Who did what it tells of, and so is not told. */
  by: { kind: ActorKind; id: string | null };
  isAnonymous?: boolean;
  ticketId?: string;
  conversationId?: string;
  data?: AlertData;
  /** Number of the message that it tells of, as its reader counts. */
  seq?: number;
}

/** An alert that was written, and what led to it. */
export interface Added {
  alert: Alert;
  told: NewAlert;
}

type AddedHandler = (tx: Tx, added: readonly Added[]) => Promise<void>;

/** Writes alerts in the transaction of what they tell of, and tells open pages once it has committed. */
@Injectable()
export class AlertWriter {
  private added: AddedHandler = async () => undefined;

  /** Told, within the transaction, of all that is written: for other ways to reach the same people. */
  onAdded(handler: AddedHandler): void {
    this.added = handler;
  }

  /** Nobody is told of what they did themselves, and who declined a ticket nothing more of it. */
  async add(tx: Tx, alerts: readonly NewAlert[]): Promise<number> {
    const others = alerts.filter(({ to, by }) => to.id !== by.id);
    if (others.length === 0) return 0;
    const hasDeclined = await declinesOf(tx, others);
    const known = new Set<string>();
    const added = others.flatMap((alert) => {
      const key = [alert.to.id, alert.kind, alert.ticketId, alert.conversationId].join(' ');
      if (known.has(key) || hasDeclined(alert)) return [];
      known.add(key);
      return [{ alert: rowOf(alert, tx.now), told: alert }];
    });
    if (added.length === 0) return 0;
    const rows = added.map(({ alert }) => alert);
    await insertRows(tx.manager, Alert, rows);

    await this.added(tx, added);
    for (const shopId of new Set(rows.map((row) => row.shopId))) {
      const made = rows.filter((row) => row.shopId === shopId);
      tx.tell({
        name: 'alert.made',
        subject: { kind: 'shop', id: shopId, shopId },
        actor: { kind: 'system', id: null },
        data: { alerts: made.map(({ id, recipientId }) => ({ id, recipientId })) },
      });
    }
    return rows.length;
  }

  /** The ticket does not exist for this person any more, and so neither does what they were told of it. */
  async forget(tx: Tx, recipientId: string, shopId: string, ticketId: string): Promise<void> {
    const alerts = await tx.manager.find(Alert, { select: { id: true }, where: { recipientId, ticketId } });
    if (alerts.length === 0) return;
    const alertIds = alerts.map(({ id }) => id);
    await tx.manager.delete(Alert, { id: In(alertIds) });
    tx.tell({
      name: 'alert.read',
      subject: { kind: 'shop', id: shopId, shopId },
      actor: { kind: 'system', id: null },
      data: { recipientId, alertIds },
    });
  }
}

async function declinesOf(tx: Tx, alerts: readonly NewAlert[]): Promise<(alert: NewAlert) => boolean> {
  const ticketIds = [...new Set(alerts.flatMap(({ ticketId }) => ticketId ?? []))];
  const declines = ticketIds.length > 0 ? await tx.manager.findBy(TicketDecline, { ticketId: In(ticketIds) }) : [];
  const known = new Set(declines.map(({ ticketId, agentId }) => `${ticketId} ${agentId}`));
  return ({ ticketId, to }) => known.has(`${ticketId} ${to.id}`);
}

function rowOf(alert: NewAlert, now: Date): Alert {
  const { to, shopId, kind, by, isAnonymous = false, ticketId = null, conversationId = null, data = {} } = alert;
  return Object.assign(new Alert(), {
    id: newId(),
    recipientKind: to.kind,
    recipientId: to.id,
    shopId,
    kind,
    actorKind: isAnonymous ? 'system' : by.kind,
    actorId: isAnonymous ? null : by.id,
    ticketId,
    conversationId,
    data,
    createdAt: now,
    readAt: null,
  });
}
