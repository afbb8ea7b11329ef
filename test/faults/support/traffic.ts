import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../../support/cluster';
import { Talker } from '../../support/talker';
import { differences, type StoredMessage } from '../../support/transcript-check';
import { brokenPromises } from './promises';
import { Rivals } from './rivals';

interface TrafficOptions {
  conversations?: number;
  /** Between two messages of one person, on average. */
  pauseMs?: number;
  /** Which servers somebody connects to, the first one first; all of them unless said otherwise. */
  urlsOf?: (talker: number) => readonly string[];
  /** Whether there are chats as well that agents take from each other, and strangers who try to get in. */
  isContested?: boolean;
}

/** What was measured, for the report. */
export interface Figures {
  confirmed: number;
  /** From the first try of a message to its confirmation, in milliseconds. */
  p50: number;
  p99: number;
  longest: number;
}

const CONVERGENCE_MS = 10_000;

/** People who talk while faults happen, each conversation between an agent and a customer. */
export class Traffic {
  /** Where history is rewritten on purpose, everybody starts afresh once. */
  expectedResets = 0;
  private talking: Promise<unknown> = Promise.resolve();
  private rivals: Rivals | null = null;

  private constructor(
    private readonly cluster: Cluster,
    private readonly shopId: string,
    private readonly conversations: readonly { id: string; chatId: string; talkers: readonly Talker[] }[],
  ) {}

  static async start(cluster: Cluster, options: TrafficOptions = {}): Promise<Traffic> {
    const { conversations: count = 5, pauseMs = 30, urlsOf = () => cluster.servers.map(({ url }) => url) } = options;
    const shop = await cluster.build.shop();
    const conversations = [];
    for (let i = 0; i < count; i += 1) {
      const agent = await cluster.build.agent({ shopId: shop.id });
      const { id: chatId, customer, conversationId: id } = await cluster.build.chat(shop);
      const taken = await cluster.at(0, agent).post(`/chats/${chatId}/take`);
      if (taken.status !== 200) throw new Error(`The chat was not taken: ${taken.status}`);
      const talkers = [
        new Talker(`agent${i}`, agent, id, urlsOf(2 * i), pauseMs),
        new Talker(`customer${i}`, customer, id, urlsOf(2 * i + 1), pauseMs),
      ];
      conversations.push({ id, chatId, talkers });
    }
    const traffic = new Traffic(cluster, shop.id, conversations);
    await Promise.all(traffic.talkers.map((talker) => talker.connect()));
    if (options.isContested) traffic.rivals = await Rivals.start(cluster);
    traffic.talking = Promise.all(traffic.talkers.map((talker) => talker.talk()));
    return traffic;
  }

  get talkers(): readonly Talker[] {
    return this.conversations.flatMap(({ talkers }) => talkers);
  }

  get chatIds(): readonly string[] {
    return this.conversations.map(({ chatId }) => chatId);
  }

  get confirmed(): number {
    return this.talkers.reduce((sum, { confirmed }) => sum + confirmed.size, 0);
  }

  /**
   * Lets everybody finish, gives their screens ten seconds to come level, and answers in what they differ from the
   * database: nothing, when every promise was kept.
   */
  async end(): Promise<string[]> {
    for (const talker of this.talkers) talker.stopTalking();
    await this.talking;
    const found: string[] = [];
    const until = performance.now() + CONVERGENCE_MS;
    for (const { id, talkers } of this.conversations) {
      const stored = await this.cluster.rows<StoredMessage>(
        'SELECT id, seq, publicSeq, clientId, authorId, body FROM messages WHERE conversationId = ? ORDER BY seq',
        [id],
      );
      const isLevel = () => talkers.every(({ lastSeq }) => lastSeq >= stored.length);
      while (!isLevel() && performance.now() < until) await pause(20);
      found.push(...differences(stored, talkers), ...talkers.flatMap(({ strays }) => strays));
      for (const { name, resets } of talkers)
        if (resets > this.expectedResets) found.push(`${name}: had to start afresh ${resets} times`);
    }
    for (const talker of this.talkers) talker.close();
    if (this.rivals) found.push(...(await this.rivals.end()));
    found.push(...(await brokenPromises(this.cluster, this.shopId)));
    return found;
  }

  /** Leaves at once, for a run that has gone wrong. */
  abandon(): void {
    this.rivals?.abandon();
    for (const talker of this.talkers) {
      talker.stopTalking();
      talker.close();
    }
  }

  figures(): Figures & Record<string, number> {
    const waits = this.talkers.flatMap(({ waits: own }) => own).sort((one, other) => one - other);
    const at = (share: number) => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0);
    return { confirmed: this.confirmed, p50: at(0.5), p99: at(0.99), longest: at(1), ...this.rivals?.figures };
  }
}
