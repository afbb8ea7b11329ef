import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import { DataSource } from 'typeorm';
import type { ListQuery, Page } from '../contract/common.dto';
import type { ImportListQuery, ImportOptions, ImportProblem, ImportView } from '../contract/imports.dto';
import { type Actor, covers, isWithin, requirePermission, shopOf } from '../core/actor';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import { listedShop } from '../core/lists';
import { pageBy } from '../core/paging';
import { shortened, tidy } from '../core/text';
import { Clock } from '../database/clock';
import { insertRows } from '../database/insert-rows';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { EmployeesService } from '../employees/employees.service';
import { ShopsService } from '../shops/shops.service';
import { Import } from './import.entity';
import { importPolicy } from './import.policy';
import { presentImport, presentProblem, subjectOfImport } from './import.presenter';
import { type Checked, checkFile } from './import-check';
import { ImportFiles } from './import-files';
import { ImportProblemRow } from './import-problem.entity';
import { ImportRunner } from './import-runner.service';
import { ImportedTickets } from './imported-tickets.service';
import type { ProblemTally } from './problem-tally';
import { UnreadableFile } from './record-reader';
import { NoTextError } from './text-file';

/** Files that are on their way or wait to be gone through; on slow lines that takes minutes, and one holds up no other. */
const MOST_FILES = 10;
/** Going through a file takes a core, so no more at once than leave one for everybody else. */
const MOST_CHECKS = 2;
const SHOWN_PROBLEMS = 100;

/** The file of a request, read once its sender may send it at all. */
export interface SentFile {
  name: string;
  content: Readable;
  /** Whether it was longer than may be, known once it has been read. */
  isTooLong: () => boolean;
}

/** Files of tickets: looked through first, brought in once somebody says so. */
@Injectable()
export class ImportsService {
  private fileCount = 0;
  private readonly checking = pLimit(MOST_CHECKS);

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly shops: ShopsService,
    private readonly employees: EmployeesService,
    private readonly files: ImportFiles,
    private readonly tickets: ImportedTickets,
    private readonly runner: ImportRunner,
  ) {}

  /** Says what would come in. Nothing is kept of a file that is refused. */
  async check(actor: Actor, options: ImportOptions, read: () => Promise<SentFile>): Promise<ImportView> {
    requirePermission(actor, 'tickets:import');
    const shop = await this.shops.byId(shopOf(actor, options.shopId));
    if (!covers(actor, 'tickets:import', { shopId: shop.id })) throw AppError.notFound('shop');
    if (this.fileCount >= MOST_FILES) {
      throw new AppError('UNAVAILABLE', 'Many files are being looked through. Try again in a moment.', {
        retryAfter: 5,
      });
    }
    const id = newId();
    this.fileCount += 1;
    try {
      const { name, content, isTooLong } = await read();
      const encoding = await this.files.keep(id, content);
      if (isTooLong()) throw new AppError('PAYLOAD_TOO_LARGE', 'The file is too long; split it.');
      const file = { path: this.files.pathOf(id), size: await this.files.sizeOf(id), encoding, shop, options };
      const now = this.clock.now();
      const checked = await this.checking(() => checkFile({ ...file, now }, (ids) => this.tickets.known(shop.id, ids)));
      const job = newImport(id, checked, { shopId: shop.id, actor, fileName: name, size: file.size, now });
      await this.store(job, checked.problems);
      return await this.view(job);
    } catch (error) {
      await this.files.remove(id);
      throw refusalOf(error);
    } finally {
      this.fileCount -= 1;
    }
  }

  /** Starts what was looked through; asked again, it says how far it is. */
  async confirm(actor: Actor, id: string): Promise<ImportView> {
    const job = await this.unitOfWork.run(async (tx) => {
      const locked = await this.lock(tx, actor, id);
      importPolicy.authorize(actor, 'confirm', locked);
      if (locked.status !== 'ready') return locked;

      Object.assign(locked, { status: 'running', startedAt: tx.now, rowsDone: 0, created: 0, existing: 0 });
      Object.assign(locked, { refused: 0, flagged: 0 });
      await tx.manager.save(locked);

      const after = { fileName: locked.fileName, rows: locked.rows };
      const subject = subjectOfImport(locked);
      tx.record('import.started', { actor, subject, from: 'ready', to: 'running', after, data: null });
      tx.afterCommit(() => this.runner.wake());
      return locked;
    });
    return this.view(job);
  }

  /** Lets go of what was looked through and is not wanted. */
  async discard(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const job = await this.lock(tx, actor, id);
      importPolicy.authorize(actor, 'confirm', job);
      if (job.status !== 'ready') throw new AppError('STATE_CONFLICT', 'It has been confirmed already.');
      await tx.manager.delete(Import, { id: job.id });
    });
    await this.files.remove(id);
  }

  async get(actor: Actor, id: string): Promise<ImportView> {
    return this.view(await this.find(actor, id));
  }

  /** The newest first. */
  async list(actor: Actor, { shopId, ...paging }: ImportListQuery): Promise<Page<ImportView>> {
    if (!['shop', 'all'].includes(requirePermission(actor, 'tickets:import'))) {
      throw new AppError('FORBIDDEN', 'Imports are the whole shop’s.');
    }
    const query = this.dataSource.getRepository(Import).createQueryBuilder('import');
    const ofShop = listedShop(actor, shopId);
    if (ofShop) query.andWhere('import.shopId = :ofShop', { ofShop });

    const { items, nextCursor } = await pageBy(query, [{ column: 'import.id', direction: 'DESC' }], paging);
    const names = await this.employees.displayNames(items.flatMap(({ employeeId }) => employeeId ?? []));
    return { items: items.map((job) => presentImport(job, personOf(job, names), [])), nextCursor };
  }

  /** Everything that is wrong with its rows, in their order. */
  async problems(actor: Actor, id: string, paging: Pick<ListQuery, 'limit' | 'cursor'>): Promise<Page<ImportProblem>> {
    const job = await this.find(actor, id);
    const query = this.dataSource.getRepository(ImportProblemRow).createQueryBuilder('problem');
    query.where('problem.importId = :id', { id: job.id });
    const { items, nextCursor } = await pageBy(
      query,
      [
        { column: 'problem.line', direction: 'ASC' },
        { column: 'problem.place', direction: 'ASC' },
      ],
      paging,
    );
    return { items: items.map(presentProblem), nextCursor };
  }

  /** The import, if it exists for this actor. */
  async find(actor: Actor, id: string): Promise<Import> {
    const job = visibleTo(actor, await this.dataSource.getRepository(Import).findOneBy({ id }));
    importPolicy.authorize(actor, 'read', job);
    return job;
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<Import> {
    return visibleTo(actor, await tx.lock(Import, { id }));
  }

  private async store(job: Import, problems: ProblemTally): Promise<void> {
    const places = new Map<number, number>();
    const rows = problems.kept.map((problem) => {
      const place = places.get(problem.line) ?? 0;
      places.set(problem.line, place + 1);
      return { importId: job.id, place, ...problem };
    });
    await this.unitOfWork.run(async (tx) => {
      await tx.manager.insert(Import, job);
      await insertRows(tx.manager, ImportProblemRow, rows);
    });
  }

  private async view(job: Import): Promise<ImportView> {
    const problems = await this.dataSource.getRepository(ImportProblemRow).find({
      where: { importId: job.id },
      order: { line: 'ASC', place: 'ASC' },
      take: SHOWN_PROBLEMS,
    });
    const names = await this.employees.displayNames(job.employeeId ? [job.employeeId] : []);
    return presentImport(job, personOf(job, names), problems);
  }
}

interface Made {
  shopId: string;
  actor: Actor;
  fileName: string;
  size: number;
  now: Date;
}

function newImport(id: string, checked: Checked, { shopId, actor, fileName, size, now }: Made): Import {
  const { findings, table, rows, created, existing, refused, flagged, problems } = checked;
  return Object.assign(new Import(), {
    ...{ id, shopId, size, findings, rows, created, existing, refused, flagged },
    employeeId: actor.kind === 'employee' ? actor.id : null,
    fileName: shortened(tidy(fileName), 200) || 'tickets.csv',
    status: 'ready',
    problemCounts: problems.counts,
    byte: table.rowsFrom.byte,
    line: table.rowsFrom.line,
    rowsDone: 0,
    failures: 0,
    failure: null,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
  });
}

function personOf({ employeeId }: Import, names: ReadonlyMap<string, string>) {
  return employeeId ? { id: employeeId, name: names.get(employeeId) ?? '' } : null;
}

function visibleTo(actor: Actor, job: Import | null): Import {
  if (!job || !isWithin(actor, job.shopId)) throw AppError.notFound('import');
  return job;
}

/** What is wrong with the file is the sender's to know. */
function refusalOf(error: unknown): unknown {
  if (error instanceof NoTextError || error instanceof UnreadableFile) return AppError.field('file', error.message);
  return error;
}
