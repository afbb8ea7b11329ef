import { Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import { Chat } from '../chats/chat.entity';
import { chatPolicy } from '../chats/chat.policy';
import type { AlertView } from '../contract/alerts.dto';
import { AuthorNames } from '../conversations/author-names';
import type { CustomerActor, StaffActor } from '../core/actor';
import { Ticket } from '../tickets/ticket.entity';
import { ticketPolicy } from '../tickets/ticket.policy';
import type { Alert } from './alert.entity';

/** Alerts as their reader sees them now: what they may not see any more is not named. */
@Injectable()
export class AlertViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly names: AuthorNames,
  ) {}

  async present(reader: StaffActor | CustomerActor, alerts: readonly Alert[]): Promise<AlertView[]> {
    const authors = alerts.map((alert) => ({ authorKind: alert.actorKind, authorId: alert.actorId }));
    const nameOf = await this.names.of(authors);
    const tickets = await this.find(Ticket, 'id', ids(alerts, 'ticketId'));
    const chats = await this.find(
      Chat,
      'conversationId',
      ids(
        alerts.filter(({ kind }) => kind === 'mention'),
        'conversationId',
      ),
    );
    return alerts.map((alert) => {
      const { actorKind: kind, actorId: id, ticketId, conversationId } = alert;
      const ticket = ticketId ? tickets.get(ticketId) : undefined;
      const chat = conversationId ? chats.get(conversationId) : undefined;
      const maySeeTicket = ticket && ticketPolicy.can(reader, 'read', ticket);
      const maySeeChat = chat && chatPolicy.can(reader, 'read', chat);
      return {
        id: alert.id,
        kind: alert.kind,
        shopId: alert.shopId,
        by: id ? { kind, id, name: nameOf({ authorKind: kind, authorId: id }) } : null,
        ticket: maySeeTicket ? { id: ticket.id, number: ticket.number, title: ticket.title } : null,
        chat: maySeeChat ? { id: chat.id, number: chat.number } : null,
        conversationId,
        data: alert.data,
        createdAt: alert.createdAt.toISOString(),
        readAt: alert.readAt?.toISOString() ?? null,
      };
    });
  }

  private async find<T extends ObjectLiteral>(entity: EntityTarget<T>, by: keyof T & string, wanted: string[]) {
    const where = { [by]: In(wanted) };
    const found = wanted.length > 0 ? await this.dataSource.manager.findBy(entity, where as never) : [];
    return new Map(found.map((row) => [String(row[by]), row]));
  }
}

function ids(alerts: readonly Alert[], name: 'ticketId' | 'conversationId'): string[] {
  return [...new Set(alerts.flatMap((alert) => alert[name] ?? []))];
}
