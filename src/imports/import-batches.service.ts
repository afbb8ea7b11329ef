import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import type { ImportProblem } from '../contract/imports.dto';
import { type Actor, SYSTEM } from '../core/actor';
import { shortened } from '../core/text';
import { isTransient } from '../database/driver-errors';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Import } from './import.entity';
import { outcomeOf } from './import.presenter';
import { ImportProblemRow } from './import-problem.entity';
import type { ImportedTicket, ReadRow } from './imported-ticket';
import { ImportedTickets } from './imported-tickets.service';
import { ProblemTally } from './problem-tally';
import type { Position } from './record-reader';

/** Rows that follow each other in the file. */
export interface Batch {
  rows: ReadRow[];
  /** Where each of them ends. */
  ends: Position[];
  from: Position;
  isLast: boolean;
}

/** Problems found while storing come after those that the row has by itself. */
const STORING_PLACE = 100;

/** Stores a few hundred rows and how far the file has come with them, in one transaction. */
@Injectable()
export class ImportBatches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: ImportedTickets,
  ) {}

  /**
   * False when somebody else has gone on from here. When the database refuses the rows, they are stored one by one, so
   * that only the one that is to blame stays out.
   */
  async store(importId: string, batch: Batch): Promise<boolean> {
    try {
      return await this.storeAll(importId, batch);
    } catch (error) {
      if (!isAboutRows(error)) throw error;
      return this.storeEach(importId, batch);
    }
  }

  private async storeEach(importId: string, { rows, ends, from, isLast }: Batch): Promise<boolean> {
    let at = from;
    for (const [index, row] of rows.entries()) {
      const end = ends[index] ?? at;
      const one: Batch = { rows: [row], ends: [end], from: at, isLast: isLast && index === rows.length - 1 };
      if (!(await this.storeOne(importId, one))) return false;
      at = end;
    }
    return true;
  }

  private async storeOne(importId: string, batch: Batch): Promise<boolean> {
    try {
      return await this.storeAll(importId, batch);
    } catch (error) {
      if (!isAboutRows(error)) throw error;
      const rows = batch.rows.map((row) => ({ ...row, ticket: null }));
      return this.storeAll(importId, { ...batch, rows }, 'notStored');
    }
  }

  private storeAll(importId: string, { rows, ends, from, isLast }: Batch, refusal?: string): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const job = await tx.lock(Import, { id: importId });
      if (job?.status !== 'running' || job.byte !== from.byte) return false;

      const told = rows.flatMap(({ line, ticket }) => (ticket ? [{ line, ticket }] : []));
      const { created, existing, taken } = await this.tickets.store(tx, actorOf(job), job.shopId, told);
      const end = ends.at(-1) ?? from;
      Object.assign(job, { byte: end.byte, line: end.line, failures: 0 });
      job.rowsDone += rows.length;
      job.created += created.length;
      job.existing += existing.length;
      job.refused += rows.length - told.length + taken.length;
      const isCreated = new Set(created);
      job.flagged += rows.filter(({ line, warnings }) => warnings.length > 0 && isCreated.has(line)).length;
      await noteProblems(tx, job, problemsOf(rows, taken, refusal));
      if (isLast) Object.assign(job, { status: 'done', finishedAt: tx.now });
      await tx.manager.save(job);

      if (isLast) tx.record('import.finished', { actor: actorOf(job), ...outcomeOf(job), data: null });
      return true;
    });
  }
}

/** What the database says about values, rather than about itself. */
function isAboutRows(error: unknown): boolean {
  return error instanceof QueryFailedError && !isTransient(error);
}

/** Who confirmed it is who brings the tickets in. */
function actorOf({ employeeId }: Import): Pick<Actor, 'kind' | 'id'> {
  return employeeId ? { kind: 'employee', id: employeeId } : SYSTEM;
}

function problemsOf(rows: readonly ReadRow[], taken: readonly number[], refusal?: string): ImportProblem[] {
  const tickets = new Map<number, ImportedTicket | null>(rows.map(({ line, ticket }) => [line, ticket]));
  const value = (line: number) => shortened(tickets.get(line)?.externalId ?? '', 80);
  const clashes = taken.map(
    (line): ImportProblem => ({ line, severity: 'error', kind: 'idTaken', field: 'externalId', value: value(line) }),
  );
  if (!refusal) return clashes;
  return rows.map(({ line }) => ({ line, severity: 'error', kind: refusal, field: null, value: '' }));
}

async function noteProblems(tx: Tx, job: Import, problems: readonly ImportProblem[]): Promise<void> {
  if (problems.length === 0) return;
  const tally = new ProblemTally(job.problemCounts);
  for (const problem of problems) tally.add(problem);
  job.problemCounts = tally.counts;
  const known = tally.counts.reduce((sum, { count }) => sum + count, 0);
  if (known > MOST_NOTED) return;
  const noted = tally.kept.map((problem) => ({ importId: job.id, place: STORING_PLACE, ...problem }));
  await tx.manager.insert(ImportProblemRow, noted);
}

/** More than this are counted only. */
const MOST_NOTED = 20_000;
