import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../core/ids';
import { isUniqueViolation } from '../database/driver-errors';
import { UnitOfWork } from '../database/unit-of-work';
import { FactPart } from './fact-part.entity';
import { FactSet } from './fact-set.entity';
import type { ReportKind } from './fact-sources';
import type { Facts } from './facts';
import { packPart, unpackPart } from './packed-part';

/** Parts of one statement: so few that nobody waits for it. */
const WRITTEN_AT_ONCE = 16;
const READ_AT_ONCE = 64;

export interface SetKey {
  kind: ReportKind;
  shopId: string;
}

/**
 * Facts that were gathered, in the database, for servers that start later. They are as of a moment or newer; whoever
 * takes them reads what has changed since. A restored database has those that belong to it.
 */
@Injectable()
export class KeptFacts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Fills the facts with what is kept. Without `readAt` they are not all there, and have to be gathered. */
  async load({ kind, shopId }: SetKey, facts: Facts): Promise<Pick<FactSet, 'readAt' | 'writing'> | null> {
    const set = await this.dataSource.getRepository(FactSet).findOneBy({ kind, shopId });
    if (!set?.readAt) return set;
    const read = (from: number) => this.parts({ kind, shopId }, from);
    let reading = read(0);
    for (let from = READ_AT_ONCE; ; from += READ_AT_ONCE) {
      const parts = await reading;
      reading = read(from);
      reading.catch(() => undefined);
      for (const { part, bytes } of parts) {
        if (!unpackPart(facts, part, bytes)) return { ...set, readAt: null };
      }
      if (parts.length < READ_AT_ONCE) return set;
    }
  }

  /**
   * Keeps the parts that were touched, all of which are as of `readAt` or later. Answers under which name it wrote;
   * null where another server has kept them since `writing`, or does so now.
   */
  async keep(
    key: SetKey,
    facts: Facts,
    { readAt, writing, goesOn }: { readAt: Date; writing: string | null; goesOn: () => boolean },
  ): Promise<string | null> {
    const mine = await this.begin(key, writing);
    if (!mine) return null;
    // In this order, so that a beginning of them is whole even if the rest is not there yet.
    const parts = [...facts.touched].sort((a, b) => a - b);
    while (parts.length > 0) {
      if (!goesOn() || !(await this.write(key, mine, facts, parts.splice(0, WRITTEN_AT_ONCE)))) return null;
    }
    const ended = await this.dataSource.getRepository(FactSet).update({ ...key, writing: mine }, { readAt });
    return ended.affected ? mine : null;
  }

  private async begin(key: SetKey, writing: string | null): Promise<string | null> {
    const sets = this.dataSource.getRepository(FactSet);
    const mine = newId();
    if (writing) return (await sets.update({ ...key, writing }, { writing: mine })).affected ? mine : null;
    try {
      await sets.insert({ ...key, writing: mine, readAt: null });
      return mine;
    } catch (error) {
      if (isUniqueViolation(error)) return null;
      throw error;
    }
  }

  /** False where another writing has overtaken this one, whose parts are newer. */
  private async write(key: SetKey, writing: string, facts: Facts, parts: readonly number[]): Promise<boolean> {
    for (const part of parts) facts.touched.delete(part);
    const rows = parts.map((part) => ({ ...key, part, bytes: packPart(facts, part) }));
    return this.unitOfWork.run(async (tx) => {
      if (!(await tx.lock(FactSet, { ...key, writing }))) return false;
      await tx.manager.upsert(FactPart, rows, ['kind', 'shopId', 'part']);
      return true;
    });
  }

  /** In their order. */
  private parts({ kind, shopId }: SetKey, from: number): Promise<Pick<FactPart, 'part' | 'bytes'>[]> {
    return this.dataSource.query(
      `SELECT part, bytes FROM fact_parts WHERE kind = ? AND shopId = ? AND part >= ? AND part < ? ORDER BY part`,
      [kind, shopId, from, from + READ_AT_ONCE],
    );
  }
}
