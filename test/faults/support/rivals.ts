import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { ChatDetail, ChatView, QueueSnapshot } from '../../../src/contract/chats.dto';
import type { Ack } from '../../../src/contract/errors';
import type { Employee, Person } from '../../support/build';
import type { Answer } from '../../support/client';
import type { Cluster } from '../../support/cluster';
import { Managers } from './managers';
import { brokenPromises } from './promises';
import { openDoors, type Probe, stale } from './state-check';
import type { Claim } from './trail-check';

interface Contested {
  id: string;
  conversationId: string;
}

const AGENTS = 3;
const CHATS = 3;
const CONVERGENCE_MS = 10_000;

/**
 * Agents who take each other's chats, write in them whether they have them or not, and give them back, while strangers
 * try to get in, somebody watches the queue and managers change a role; over HTTP, at whichever server answers.
 */
export class Rivals {
  private readonly claims: Claim[] = [];
  private readonly probes: Probe[] = [];
  private readonly kept = new Map<string, ChatView>();
  private isOver = false;
  private working: Promise<unknown> = Promise.resolve();
  private watching: Socket | null = null;

  private constructor(
    private readonly cluster: Cluster,
    private readonly shopId: string,
    private readonly chats: readonly Contested[],
    private readonly watcher: Employee,
    private readonly managers: Managers,
  ) {}

  static async start(cluster: Cluster, pauseMs = 150): Promise<Rivals> {
    const shop = await cluster.build.shop();
    const agents: Employee[] = [];
    for (let i = 0; i < AGENTS; i += 1) agents.push(await cluster.build.agent({ shopId: shop.id }));
    const chats: Contested[] = [];
    for (let i = 0; i < CHATS; i += 1) chats.push(await cluster.build.chat(shop));
    const watcher = await cluster.build.manager({ shopId: shop.id });
    const rivals = new Rivals(cluster, shop.id, chats, watcher, await Managers.start(cluster, shop.id));
    const strangers = [null, await cluster.build.agent(), await cluster.build.visitor(shop)];
    void rivals.watch();
    rivals.working = Promise.all([
      ...agents.map((agent) => rivals.until(pauseMs, () => rivals.compete(agent))),
      ...strangers.map((stranger) => rivals.until(pauseMs * 2, () => rivals.probe(stranger))),
    ]);
    return rivals;
  }

  /** Ends it, and answers which promises were not kept. */
  async end(): Promise<string[]> {
    this.isOver = true;
    await this.working;
    const untold = await this.managers.end();
    const found = [
      ...untold,
      ...(await brokenPromises(this.cluster, this.shopId, this.claims)),
      ...openDoors(this.probes),
    ];
    const until = performance.now() + CONVERGENCE_MS;
    let differing = await this.differing();
    while (differing.length > 0 && performance.now() < until) {
      await pause(100);
      differing = await this.differing();
    }
    this.abandon();
    return [...found, ...differing];
  }

  abandon(): void {
    this.isOver = true;
    this.managers.abandon();
    this.watching?.disconnect();
  }

  get figures(): Record<string, number> {
    return {
      taken: this.claims.length,
      'roles changed': this.managers.confirmed,
      'strangers refused': this.probes.length,
    };
  }

  private async until(pauseMs: number, work: () => Promise<void>): Promise<void> {
    while (!this.isOver) {
      await work();
      await pause(pauseMs * (0.5 + Math.random()));
    }
  }

  private async compete(agent: Employee): Promise<void> {
    const chat = this.anyChat();
    const taken = await this.ask<ChatDetail>(agent, 'POST', `/chats/${chat.id}/take`);
    if (taken?.status === 200) this.claims.push({ chatId: chat.id, agentId: agent.id, version: taken.body.version });
    const body = { clientId: randomUUID(), body: 'I am here for you.' };
    // Somebody else may have it, or may be getting it at this moment.
    await this.ask(agent, 'POST', `/conversations/${this.anyChat().conversationId}/messages`, body);
    await this.ask(agent, 'POST', `/conversations/${chat.conversationId}/messages`, {
      ...body,
      clientId: randomUUID(),
    });
    if (taken?.status === 200) await this.ask(agent, 'POST', `/chats/${chat.id}/release`);
  }

  private async probe(stranger: Person | null): Promise<void> {
    const { id, conversationId } = this.anyChat();
    const asked = [`/chats/${id}`, `/conversations/${conversationId}/messages`];
    for (const path of asked) {
      const answer = await this.ask(stranger, 'GET', path);
      this.probes.push({ asked: `GET ${path} by ${stranger?.kind ?? 'nobody'}`, status: answer?.status });
    }
  }

  private anyChat(): Contested {
    const chat = this.chats[Math.floor(Math.random() * this.chats.length)];
    if (!chat) throw new Error('There is nothing to compete for');
    return chat;
  }

  /** Undefined when there was no answer. */
  private ask<T>(person: Person | null, method: string, path: string, body?: object): Promise<Answer<T> | undefined> {
    return this.cluster
      .at(Math.floor(Math.random() * this.cluster.servers.length), person)
      .send<T>(method, path, body)
      .catch(() => undefined);
  }

  /** Keeps the queue as the console does: a fresh one with each connection, then what is pushed, by version. */
  private async watch(): Promise<void> {
    for (let turn = 0; !this.isOver; turn += 1) {
      const socket = this.socketAt(turn);
      this.watching = socket;
      const ended = new Promise((resolve) => {
        socket.once('disconnect', resolve);
        socket.once('connect_error', resolve);
      });
      const early: ((snapshot: QueueSnapshot) => void)[] = [];
      socket.on('queue:changed', ({ chats, removed }: { chats: ChatView[]; removed: string[] }) => {
        const apply = () => this.apply(chats, removed);
        if (early.length > 0) early.push(apply);
        else apply();
      });
      early.push((snapshot) => {
        this.kept.clear();
        for (const chat of snapshot.chats) this.kept.set(chat.id, chat);
      });
      const snapshot = await this.snapshot(socket);
      if (snapshot) {
        for (const apply of early.splice(0)) apply(snapshot);
        await ended;
      }
      socket.disconnect();
      await pause(100);
    }
  }

  private apply(chats: readonly ChatView[], removed: readonly string[]): void {
    for (const id of removed) this.kept.delete(id);
    for (const chat of chats) if (chat.version >= (this.kept.get(chat.id)?.version ?? 0)) this.kept.set(chat.id, chat);
  }

  private async differing(): Promise<string[]> {
    const socket = this.socketAt(0);
    const snapshot = await this.snapshot(socket);
    socket.disconnect();
    return snapshot ? stale('the queue', [...this.kept.values()], snapshot.chats) : ['the queue was not answered'];
  }

  private snapshot(socket: Socket): Promise<QueueSnapshot | undefined> {
    return socket
      .timeout(5000)
      .emitWithAck('queue:watch', { shopId: this.shopId })
      .then((answer: Ack<QueueSnapshot>) => (answer.ok ? answer.data : undefined))
      .catch(() => undefined);
  }

  private socketAt(turn: number): Socket {
    const { url } = this.cluster.servers[turn % this.cluster.servers.length] ?? { url: '' };
    const auth = { token: this.watcher.token };
    return io(`${url}/agents`, {
      transports: ['websocket'],
      auth,
      forceNew: true,
      reconnection: false,
      timeout: 2000,
    });
  }
}
