import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PromiseClock, SlaTarget, TicketClockView } from '../contract/sla.dto';
import type { StaffActor } from '../core/actor';
import { Clock } from '../database/clock';
import { type Counting, counted, elapsed } from '../sla/business-time';
import { isAtRiskAt, isBreachedAt, type Kept, type Pause, spansOf } from '../sla/ticket-clock';
import { rulesOf } from '../sla/ticket-promises.service';
import { keptOf, pausesOf } from '../sla/ticket-sla';
import type { Ticket } from './ticket.entity';
import { TicketReader } from './ticket-reader.service';

const MOST_SPANS = 100;

/** Explains when a ticket is due: what was counted, and what was not. */
@Injectable()
export class TicketClocks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly reader: TicketReader,
  ) {}

  async explain(actor: StaffActor, ticketId: string, asOf: string | undefined): Promise<TicketClockView> {
    const ticket = await this.reader.find(actor, ticketId);
    const rules = await rulesOf(this.dataSource, ticket.shopId);
    const at = asOf ? new Date(asOf) : this.clock.now();
    const { firstResponse, resolution } = rules.targetsOf(ticket);
    const part = (name: 'firstResponse' | 'resolution', target: SlaTarget | null) =>
      target && promiseClock(ticket, target, keptOf(ticket, name), rules.time.counting(target.counting), at);
    return {
      asOf: at.toISOString(),
      timeZone: rules.shop.timeZone,
      firstResponse: part('firstResponse', firstResponse),
      resolution: part('resolution', resolution),
      pauses: pauseViews(ticket),
    };
  }
}

function promiseClock(ticket: Ticket, target: SlaTarget, kept: Kept, counting: Counting, at: Date): PromiseClock {
  const pauses = pausesOf(ticket);
  const until = kept.doneAt && kept.doneAt < at ? kept.doneAt : at;
  const span = [ticket.createdAt.getTime(), until.getTime(), spansOf(pauses)] as const;
  const passed = Math.round(elapsed(counting, ...span) / 1000);
  const stretches = counted(counting, ...span, MOST_SPANS + 1).map(({ from, to }) => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  }));
  return {
    target,
    countedSeconds: passed,
    leftSeconds: target.minutes * 60 - passed,
    dueAt: kept.dueAt?.toISOString() ?? null,
    riskAt: kept.riskAt?.toISOString() ?? null,
    doneAt: kept.doneAt?.toISOString() ?? null,
    state: stateOf(kept, pauses, at),
    counted: stretches.slice(0, MOST_SPANS),
    hasMore: stretches.length > MOST_SPANS,
  };
}

function stateOf(kept: Kept, pauses: readonly Pause[], at: Date): PromiseClock['state'] {
  if (isBreachedAt(kept, at)) return 'breached';
  if (kept.doneAt && kept.doneAt <= at) return 'met';
  if (pauses.some(({ from, to }) => from <= at && (!to || to > at))) return 'paused';
  return isAtRiskAt(kept, at) ? 'atRisk' : 'running';
}

function pauseViews({ pauses, pausedSince }: Ticket): TicketClockView['pauses'] {
  const ended = (pauses ?? []).map(([from, to, reason]) => ({ from, to, reason }));
  if (!pausedSince) return ended;
  return [...ended, { from: pausedSince.toISOString(), to: null, reason: 'onHold' }];
}
