import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, LessThan, LessThanOrEqual, Not } from 'typeorm';
import { ENV, type Env } from '../core/env';
import { log } from '../core/log';
import { Clock } from '../database/clock';
import { Leases } from '../database/leases';
import { Deliveries } from './deliveries.service';
import { Delivery, type DeliveryStatus } from './delivery.entity';
import { MailComposer } from './mail-composer';
import { MAIL_TRANSPORT, type MailTransport } from './mail-transport';

const AT_ONCE = 20;
const MAX_ATTEMPTS = 10;
const LONGEST_WAIT = 6 * 3_600_000;
/** After this time another server may think that whoever tries has died. Longer than any try takes. */
const TRY_LASTS = 120_000;
const KEPT = 90 * 86_400_000;
const CLEAN_EVERY = 3_600_000;

/**
 * Sends what is due, at least once. One server does it at a time, by its lease; and should two think that they have
 * it, each mail is taken by a conditional update that only one of them can make. A mail that is sent again, since
 * nobody lived to note that it was sent, has the same Message-ID, by which receivers know it.
 */
@Injectable()
export class MailWorker implements OnModuleDestroy {
  private isStopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly deliveries: Deliveries,
    private readonly composer: MailComposer,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport | null,
    @Inject(ENV) private readonly env: Env,
    leases: Leases,
  ) {
    if (!transport) return;
    leases.every({ name: 'mail', everyMs: env.SWEEP_MILLISECONDS, run: () => this.sendDue() });
    leases.every({ name: 'mail-clean-up', everyMs: CLEAN_EVERY, run: () => this.forgetOld() });
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    this.transport?.close();
  }

  /** Sends everything that is due by now. */
  async sendDue(): Promise<void> {
    for (;;) {
      const due = await this.rows.find({
        where: { status: 'pending', dueAt: LessThanOrEqual(this.clock.now()) },
        order: { dueAt: 'ASC', id: 'ASC' },
        take: AT_ONCE,
      });
      if (due.length === 0 || this.isStopped) return;
      await Promise.all(due.map((delivery) => this.deliver(delivery)));
    }
  }

  private async deliver(delivery: Delivery): Promise<void> {
    if (this.isStopped || !(await this.take(delivery))) return;
    try {
      const opened = this.deliveries.open(delivery);
      const mail = opened && (await this.composer.compose(delivery, opened));
      if (!mail) return await this.end(delivery, opened ? 'skipped' : 'dead', opened ? null : 'unreadable');
      await this.transport?.send(mail);
      await this.end(delivery, 'sent', null);
    } catch (error) {
      await this.failed(delivery, error);
    }
  }

  /** Whether this server alone tries it now. */
  private async take(delivery: Delivery): Promise<boolean> {
    const { id, attempts } = delivery;
    const dueAt = new Date(this.clock.now().getTime() + TRY_LASTS);
    const { affected } = await this.rows.update({ id, status: 'pending', attempts }, { attempts: attempts + 1, dueAt });
    delivery.attempts += 1;
    return affected === 1;
  }

  private async failed(delivery: Delivery, error: unknown): Promise<void> {
    const lastError = describe(error);
    log.warn({ deliveryId: delivery.id, attempt: delivery.attempts, reason: lastError }, 'a mail could not be sent');
    if (delivery.attempts >= MAX_ATTEMPTS || isForGood(error)) return this.end(delivery, 'dead', lastError);
    const wait = Math.min(this.env.MAIL_RETRY_SECONDS * 1000 * 2 ** (delivery.attempts - 1), LONGEST_WAIT);
    const dueAt = new Date(this.clock.now().getTime() + wait * (0.5 + Math.random() / 2));
    await this.rows.update({ id: delivery.id, attempts: delivery.attempts, status: 'pending' }, { dueAt, lastError });
  }

  private async end({ id }: Delivery, status: DeliveryStatus, lastError: string | null): Promise<void> {
    await this.rows.update({ id }, { status, lastError, sealed: null, endedAt: this.clock.now() });
  }

  private async forgetOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT);
    await this.rows.delete({ status: Not('pending'), dueAt: LessThan(before) });
  }

  private get rows() {
    return this.dataSource.getRepository(Delivery);
  }
}

interface SmtpFailure {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** Codes only: what servers answer may name the address. */
function describe(error: unknown): string {
  const { code, responseCode, command } = (error ?? {}) as SmtpFailure;
  return [code ?? (error instanceof Error ? error.name : 'unknown'), responseCode, command].filter(Boolean).join(' ');
}

/** The receiver's server says that there is no such mailbox, or that it never takes our mail. */
function isForGood(error: unknown): boolean {
  const { responseCode = 0, command } = (error ?? {}) as SmtpFailure;
  return command === 'RCPT TO' && responseCode >= 550 && responseCode < 560;
}
