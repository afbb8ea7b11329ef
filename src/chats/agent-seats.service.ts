import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AppError } from '../core/app-error';
import { marks } from '../core/plain-rows';
import { Clock } from '../database/clock';
import { isUniqueViolation } from '../database/driver-errors';
import { isSqlite } from '../database/prepared';
import type { Tx } from '../database/unit-of-work';
import { AgentState } from './agent-state.entity';

/**
 * Capacity. Whoever gives an agent a chat, or asks them about one, locks the agent's row first, then the chat, then its
 * conversation; so chats given at the same moment by different servers are counted one after the other.
 */
@Injectable()
export class AgentSeats {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Comes before the lock of any chat. */
  async lock(tx: Tx, employeeId: string): Promise<AgentState> {
    const state = await tx.lock(AgentState, { employeeId });
    if (state) return state;
    try {
      await tx.manager.insert(AgentState, { ...untouched(employeeId, tx.now) });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
    return this.lock(tx, employeeId);
  }

  /** The same for several agents, in the order of their ids so that two who lock many cannot wait for each other. */
  async lockAll(tx: Tx, employeeIds: readonly string[]): Promise<void> {
    const ids = [...new Set(employeeIds)].sort();
    const query = tx.manager
      .createQueryBuilder(AgentState, 'state')
      .select('state.employeeId')
      .where('state.employeeId IN (:...ids)', { ids })
      .orderBy('state.employeeId', 'ASC')
      .take(ids.length);
    const found = await (isSqlite(tx.manager) ? query : query.setLock('pessimistic_write')).getMany();
    const known = new Set(found.map(({ employeeId }) => employeeId));
    for (const id of ids) if (!known.has(id)) await this.lock(tx, id);
  }

  /** Chats that each of the agents, all of them locked, could take now. */
  async freeOf(tx: Tx, employeeIds: readonly string[]): Promise<Map<string, Seats>> {
    const rows: { id: string; chatCapacity: number }[] = await tx.manager.query(
      `SELECT id, chatCapacity FROM employees WHERE id IN (${marks(employeeIds.length)})`,
      [...employeeIds],
    );
    const loads = await this.loadsIn(tx.manager, employeeIds);
    return new Map(rows.map(({ id, chatCapacity }) => [id, { load: loads.get(id) ?? 0, capacity: chatCapacity }]));
  }

  /** States of several agents, without locks; those who never connected have a fresh one. */
  async statesOf(employeeIds: readonly string[]): Promise<Map<string, AgentState>> {
    const now = this.clock.now();
    const rows = await this.dataSource.getRepository(AgentState).findBy({ employeeId: In([...employeeIds]) });
    const states = new Map(employeeIds.map((id) => [id, untouched(id, now)]));
    for (const row of rows) states.set(row.employeeId, row);
    return states;
  }

  /**
   * Refuses when the agent has no free seat, and tells whether the chat is on offer to anybody. Under the locks of both;
   * an offer of this very chat is the seat that it is about to take.
   */
  async requireFree(tx: Tx, employeeId: string, chatId: string): Promise<{ isOffered: boolean }> {
    const rows: SeatRow[] = await tx.manager.query(SEAT, [employeeId, employeeId, chatId, chatId, employeeId]);
    const [seat] = rows;
    if (!seat) throw AppError.notFound('agent');
    const capacity = Number(seat.capacity);
    const load = Number(seat.held) + Number(seat.offered);
    if (load >= capacity) throw noSeat({ load, capacity });
    return { isOffered: Number(seat.pending) > 0 };
  }

  loadsOf(employeeIds: readonly string[]): Promise<Map<string, number>> {
    return this.loadsIn(this.dataSource.manager, employeeIds);
  }

  /** Chats held and offers pending, by agent. */
  async loadsIn(
    manager: EntityManager,
    employeeIds: readonly string[],
    exceptChatId = '',
  ): Promise<Map<string, number>> {
    if (employeeIds.length === 0) return new Map();
    const rows: { agentId: string; seats: number | string }[] = await manager.query(
      `SELECT agentId, COUNT(*) AS seats FROM (
         SELECT agentId FROM chats WHERE agentId IN (${marks(employeeIds.length)}) AND status = 'active'
         UNION ALL
         SELECT agentId FROM offers WHERE agentId IN (${marks(employeeIds.length)}) AND status = 'pending' AND chatId <> ?
       ) held GROUP BY agentId`,
      [...employeeIds, ...employeeIds, exceptChatId],
    );
    return new Map(rows.map(({ agentId, seats }) => [agentId, Number(seats)]));
  }
}

/** How many chats an agent has or is offered, and how many they may. */
export interface Seats {
  load: number;
  capacity: number;
}

export function noSeat({ load, capacity }: Seats): AppError {
  return new AppError('CAPACITY_REACHED', 'No more chats at once: close or hand over one first.', {
    details: { load, capacity },
  });
}

/** What giving one agent one chat depends on, in one question rather than four. */
const SEAT = `SELECT chatCapacity AS capacity,
    (SELECT COUNT(*) FROM chats WHERE agentId = ? AND status = 'active') AS held,
    (SELECT COUNT(*) FROM offers WHERE agentId = ? AND status = 'pending' AND chatId <> ?) AS offered,
    (SELECT COUNT(*) FROM offers WHERE pendingChatId = ?) AS pending
  FROM employees WHERE id = ?`;

type SeatRow = Record<'capacity' | 'held' | 'offered' | 'pending', number | string>;

/** An agent of whom nothing is known yet. */
export function untouched(employeeId: string, now: Date): AgentState {
  const state = new AgentState();
  return Object.assign(state, {
    employeeId,
    presence: 'available',
    isAutomatic: false,
    missedOffers: 0,
    lastOfferedAt: null,
    connectedUntil: null,
    goneAt: null,
    updatedAt: now,
  } satisfies Partial<AgentState>);
}
