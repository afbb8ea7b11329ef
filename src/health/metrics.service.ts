import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { log } from '../core/log';
import { DomainEvents } from '../database/domain-events';
import { SocketServer } from '../realtime/socket-server';

const CHAT_STATUSES = ['waiting', 'active'] as const;

/** What an operator's graphs are drawn from, in the words of Prometheus. Numbers only: nothing of anybody. */
@Injectable()
export class Metrics implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly contentType: string;
  private readonly registry = new Registry();

  constructor(
    private readonly dataSource: DataSource,
    private readonly sockets: SocketServer,
    events: DomainEvents,
  ) {
    this.contentType = this.registry.contentType;
    this.countConnections();
    this.countChats();
    this.countMessages(events);
  }

  /** Event loop lag, memory, processor time and handles of this process. Only a server that runs measures itself. */
  onApplicationBootstrap(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  onApplicationShutdown(): void {
    this.registry.clear();
  }

  read(): Promise<string> {
    return this.registry.metrics();
  }

  private countConnections(): void {
    const { agents, customers } = this.sockets;
    new Gauge({
      name: 'shopbell_connections',
      help: 'Open sockets of this server, by namespace',
      labelNames: ['namespace'],
      registers: [this.registry],
      collect() {
        for (const { name, sockets } of [agents, customers]) this.set({ namespace: name.slice(1) }, sockets.size);
      },
    });
  }

  private countChats(): void {
    const openChats = () => this.openChats();
    new Gauge({
      name: 'shopbell_chats',
      help: 'Open chats of all shops, by status; every server tells the same',
      labelNames: ['status'],
      registers: [this.registry],
      async collect() {
        // Without a database there is no number, and the others are worth having all the same.
        this.reset();
        const counts = await openChats();
        if (counts) for (const status of CHAT_STATUSES) this.set({ status }, counts.get(status) ?? 0);
      },
    });
  }

  private countMessages(events: DomainEvents): void {
    const written = new Counter({
      name: 'shopbell_messages_written_total',
      help: 'Messages that this server has committed, by who wrote them',
      labelNames: ['author'],
      registers: [this.registry],
    });
    events.subscribeToMessages(({ messages }) => {
      for (const { author } of messages) written.inc({ author: author.kind });
    });
  }

  /** By the unique key that only open chats have, so that closed ones cost nothing. */
  private async openChats(): Promise<Map<string, number> | null> {
    try {
      const rows: { status: string; count: number | string }[] = await this.dataSource.query(
        'SELECT status, COUNT(*) AS count FROM chats WHERE openCustomerId IS NOT NULL GROUP BY status',
      );
      return new Map(rows.map(({ status, count }) => [status, Number(count)]));
    } catch (error) {
      log.warn({ err: error }, 'could not count chats');
      return null;
    }
  }
}
