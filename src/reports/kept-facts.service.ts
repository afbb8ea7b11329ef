import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../core/ids';
import { log } from '../core/log';
import { marks } from '../core/plain-rows';
import { isUniqueViolation } from '../database/driver-errors';
import { UnitOfWork } from '../database/unit-of-work';
import { FactSet } from './fact-set.entity';
import type { ReportKind } from './fact-sources';
import { type Facts, PART_ROWS } from './facts';
import { LAYOUT, packPart, unpackPart } from './packed-part';

/** Parts of one statement: so few that nobody waits for it. */
const WRITTEN_AT_ONCE = 16;
const READ_AT_ONCE = 64;
/** Who has kept them within this time takes care of it. */
const LEFT_ALONE_MS = 3_600_000;

export interface SetKey {
  kind: ReportKind;
  shopId: string;
}

interface Kept {
  writing: string;
  /** As of when they are, or later. */
  readAt: Date;
}

interface Part {
  part: number;
  bytes: Buffer;
}

interface Keeping {
  /** As of when the facts are, or later. */
  readAt: Date;
  /** What this server has written or taken last; null when it does not know what is kept. */
  writing: string | null;
  goesOn: () => boolean;
}

/**
 * Facts that were gathered, in the database, for servers that start later. They are as of a moment or newer; whoever
 * takes them reads what has changed since.
 */
@Injectable()
export class KeptFacts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Fills the facts with what is kept; null where nothing is that can be used, whatever is in them then. */
  async load({ kind, shopId }: SetKey, facts: Facts): Promise<Kept | null> {
    const set = await this.dataSource.getRepository(FactSet).findOneBy({ kind, shopId });
    if (!set?.readAt || set.layout !== LAYOUT) return null;
    const kept = { writing: set.writing, readAt: set.readAt };
    const read = (from: number) => this.parts({ kind, shopId }, from);
    let reading = read(0);
    for (let from = READ_AT_ONCE; ; from += READ_AT_ONCE) {
      const parts = await reading;
      reading = read(from);
      reading.catch(() => undefined);
      try {
        for (const { part, bytes } of parts) {
          // One that is being written may not be there yet: what comes after it is looked up by its numbers.
          if (facts.known < part * PART_ROWS - 1) return kept;
          unpackPart(facts, part, bytes);
        }
      } catch (error) {
        log.warn({ err: error, kind, shopId }, 'the facts of reports that are kept cannot be read');
        return null;
      }
      if (parts.length < READ_AT_ONCE) return kept;
    }
  }

  /**
   * Keeps what is different from what this server has written or taken before, or everything. Answers under which name
   * it wrote; null where another server takes care of it.
   */
  async keep(key: SetKey, facts: Facts, { readAt, writing, goesOn }: Keeping): Promise<string | null> {
    const set = await this.dataSource.getRepository(FactSet).findOneBy(key);
    const isOurs = set !== null && set.writing === writing;
    if (!isOurs && set?.readAt && readAt.getTime() - set.readAt.getTime() < LEFT_ALONE_MS) return null;
    if (!isOurs) facts.touchAll();
    const mine = await this.begin(key, set, isOurs);
    if (!mine) return null;
    // In this order, so that a beginning of them is whole even if the rest is not there yet.
    const parts = [...facts.touched].filter((part) => part * PART_ROWS <= facts.known).sort((a, b) => a - b);
    while (parts.length > 0) {
      if (!goesOn() || !(await this.write(key, mine, facts, parts.splice(0, WRITTEN_AT_ONCE)))) return null;
    }
    const ended = await this.dataSource.getRepository(FactSet).update({ ...key, writing: mine }, { readAt });
    return ended.affected ? mine : null;
  }

  private async begin(key: SetKey, set: FactSet | null, isOurs: boolean): Promise<string | null> {
    const sets = this.dataSource.getRepository(FactSet);
    const mine = newId();
    if (set) {
      const afresh = isOurs ? {} : { layout: LAYOUT, readAt: null };
      return (await sets.update({ ...key, writing: set.writing }, { writing: mine, ...afresh })).affected ? mine : null;
    }
    try {
      await sets.insert({ ...key, writing: mine, layout: LAYOUT, readAt: null });
      return mine;
    } catch (error) {
      if (isUniqueViolation(error)) return null;
      throw error;
    }
  }

  /** False where another writing has overtaken this one, whose parts are newer. */
  private async write(key: SetKey, writing: string, facts: Facts, parts: readonly number[]): Promise<boolean> {
    const { kind, shopId } = key;
    const rows = parts.map((part) => {
      // The last one is not full: what comes into it next is not a part of this.
      if ((part + 1) * PART_ROWS <= facts.known + 1) facts.touched.delete(part);
      return [kind, shopId, part, packPart(facts, part)];
    });
    return this.unitOfWork.run(async (tx) => {
      if (!(await tx.lock(FactSet, { ...key, writing }))) return false;
      await tx.manager.query(
        `DELETE FROM fact_parts WHERE kind = ? AND shopId = ? AND part IN (${marks(parts.length)})`,
        [kind, shopId, ...parts],
      );
      await tx.manager.query(
        `INSERT INTO fact_parts (kind, shopId, part, bytes) VALUES ${rows.map(() => '(?, ?, ?, ?)').join(', ')}`,
        rows.flat(),
      );
      return true;
    });
  }

  /** In their order. */
  private parts({ kind, shopId }: SetKey, from: number): Promise<Part[]> {
    return this.dataSource.query(
      `SELECT part, bytes FROM fact_parts WHERE kind = ? AND shopId = ? AND part >= ? AND part < ? ORDER BY part`,
      [kind, shopId, from, from + READ_AT_ONCE],
    );
  }
}
