import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Alerts } from '../alerts/alerts.service';
import { Clock } from '../database/clock';
import type { AlertHint, AlertsReadHint } from '../database/domain-events';
import { Gathering } from './gathering';
import { rooms } from './rooms';
import { SocketServer } from './socket-server';
import { type AnySocket, socketsIn, tell } from './sockets';

/** Nobody hears more often than ten times a second. */
const EVERY_MS = 100;
const AT_ONCE = 500;
/** Alerts become visible out of their order by as much as their transactions take. */
const OVERLAP_MS = 10_000;

/** What one person is to be told: alerts that are new to them, and those they have read elsewhere; null is all. */
interface Untold {
  made: string[];
  read: string[] | null;
}

/** Tells every page that somebody has open here of their alerts, as the database has them now. */
@Injectable()
export class AlertFeed implements OnApplicationShutdown {
  private readonly untold = new Gathering<Untold>(EVERY_MS, (people) => this.tell(people));
  /** Alerts told of lately, with when they were. */
  private readonly told = new Map<string, number>();
  private lookedAt: Date;

  constructor(
    private readonly server: SocketServer,
    private readonly alerts: Alerts,
    private readonly clock: Clock,
  ) {
    this.lookedAt = clock.now();
  }

  alertsMade({ alerts }: AlertHint): void {
    const at = this.clock.now().getTime();
    for (const { id, recipientId } of alerts) {
      if (this.told.has(id) || this.socketsOf(recipientId).length === 0) continue;
      this.told.set(id, at);
      this.add(recipientId, { made: [id], read: [] });
    }
  }

  alertsRead({ recipientId, alertIds }: AlertsReadHint): void {
    if (this.socketsOf(recipientId).length > 0) this.add(recipientId, { made: [], read: alertIds });
  }

  /** What lost hints would have told. */
  async lookAgain(): Promise<void> {
    const now = this.clock.now();
    let since = new Date(this.lookedAt.getTime() - OVERLAP_MS);
    for (;;) {
      const found = await this.alerts.madeSince(since, AT_ONCE);
      this.alertsMade({ alerts: found });
      const last = found.at(-1);
      if (!last || found.length < AT_ONCE || last.createdAt.getTime() === since.getTime()) break;
      since = last.createdAt;
    }
    this.lookedAt = now;
    const forgotten = now.getTime() - 2 * OVERLAP_MS;
    for (const [id, at] of this.told) if (at < forgotten) this.told.delete(id);
  }

  onApplicationShutdown(): void {
    this.untold.stop();
  }

  private add(recipientId: string, news: Untold): void {
    this.untold.add(recipientId, news, ({ made, read }) => ({
      made: [...made, ...news.made],
      read: read && news.read && [...read, ...news.read],
    }));
  }

  private async tell(people: Map<string, Untold>): Promise<void> {
    for (const [id, { made, read }] of people) {
      const [socket, ...others] = this.socketsOf(id);
      if (!socket) continue;
      const { actor } = socket.data;
      const alerts = made.length > 0 ? await this.alerts.viewsOf(actor, made) : [];
      const { unread } = await this.alerts.unreadCount(actor);
      for (const each of [socket, ...others]) {
        if (read === null || read.length > 0) tell(each, 'alerts:read', { alertIds: read, unread });
        for (const alert of alerts) tell(each, 'alert:new', { alert, unread });
      }
    }
  }

  private socketsOf(id: string): AnySocket[] {
    const room = rooms.person(id);
    return [...socketsIn(this.server.agents, room), ...socketsIn(this.server.customers, room)];
  }
}
