import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { databaseTime } from '../core/paging';
import type { FactSource } from './fact-sources';
import type { Fact } from './facts';

/** Few enough that nobody else in this process waits noticeably while they are read. */
const BATCH = 5000;

type Row = Record<keyof Fact | 'id' | 'changedAt' | 'isLeftOut', string | number | null>;

/** Reads facts from the database in batches. */
@Injectable()
export class FactReader {
  constructor(private readonly dataSource: DataSource) {}

  /** All of the shop's after this number, by number. */
  async *after(source: FactSource, shopId: string, number: number): AsyncGenerator<Fact[]> {
    let last = number;
    for (;;) {
      const where = 'fact.shopId = ? AND fact.number > ? ORDER BY fact.number';
      const rows = await this.read(source, where, [shopId, last]);
      yield rows.map(factOf);
      if (rows.length < BATCH) return;
      last = Number(rows.at(-1)?.number);
    }
  }

  /** Those that may have changed since, in the order in which they did. */
  async *changed(source: FactSource, shopId: string, since: Date): AsyncGenerator<Fact[]> {
    const { changedAt, unsettled } = source;
    if (unsettled) yield (await this.read(source, `fact.shopId = ? AND fact.${unsettled}`, [shopId])).map(factOf);
    let after: [string, string] = [databaseTime(since), ''];
    for (;;) {
      const beyond = `(fact.${changedAt} > ? OR (fact.${changedAt} = ? AND fact.id > ?))`;
      const where = `fact.shopId = ? AND fact.${changedAt} >= ? AND ${beyond} ORDER BY fact.${changedAt}, fact.id`;
      const rows = await this.read(source, where, [shopId, after[0], after[0], ...after]);
      yield rows.map(factOf);
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = [databaseTime(new Date(Number(last.changedAt))), String(last.id)];
    }
  }

  /** One customer's, of which there are few. */
  async ofCustomer(source: FactSource, shopId: string, customerId: string): Promise<Fact[]> {
    const where = `fact.shopId = ? AND fact.customerId = ? ORDER BY fact.${source.moments.createdAt}, fact.id`;
    return (await this.read(source, where, [shopId, customerId])).map(factOf);
  }

  async lastNumber(source: FactSource, shopId: string): Promise<number> {
    const rows: { number: number }[] = await this.dataSource.query(
      `SELECT ${source.lastNumber} AS number FROM shops WHERE id = ?`,
      [shopId],
    );
    return rows[0]?.number ?? 0;
  }

  private read(source: FactSource, where: string, parameters: unknown[]): Promise<Row[]> {
    const { table, reviewedBy } = source;
    return this.dataSource.query(
      `SELECT ${this.columns(source)} FROM ${table} fact LEFT JOIN reviews review ON review.${reviewedBy} = fact.id
       WHERE ${where} LIMIT ${BATCH}`,
      parameters,
    );
  }

  private columns({ moments, labels, changedAt, leftOut = '1 = 0' }: FactSource): string {
    const times = Object.entries(moments).map(([name, column]) => `${this.milliseconds(`fact.${column}`)} AS ${name}`);
    const texts = Object.entries(labels).map(([name, column]) => `fact.${column} AS ${name}`);
    const review = [`${this.milliseconds('review.createdAt')} AS ratedAt`, 'review.rating AS rating'];
    const isLeftOut = `CASE WHEN ${leftOut} THEN 1 ELSE 0 END AS isLeftOut`;
    const key = ['fact.number AS number', 'fact.id AS id', `${this.milliseconds(`fact.${changedAt}`)} AS changedAt`];
    return [...key, isLeftOut, ...times, ...texts, ...review].join(', ');
  }

  /** As a number rather than a date, which is most of the work of reading a row. */
  private milliseconds(column: string): string {
    return this.dataSource.options.type === 'better-sqlite3'
      ? `CAST(ROUND(unixepoch(${column}, 'subsec') * 1000) AS INTEGER)`
      : `CAST(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', ${column}) DIV 1000 AS DOUBLE)`;
  }
}

function factOf(row: Row): Fact {
  const moment = (value: string | number | null | undefined) =>
    value === null || value === undefined ? Number.NaN : Number(value);
  const text = (value: string | number | null | undefined) => (typeof value === 'string' ? value : null);
  return {
    number: Number(row.number),
    createdAt: Number(row.isLeftOut) ? Number.NaN : moment(row.createdAt),
    claimedAt: moment(row.claimedAt),
    firstResponseAt: moment(row.firstResponseAt),
    closedAt: moment(row.closedAt),
    pausedSince: moment(row.pausedSince),
    firstResponseDueAt: moment(row.firstResponseDueAt),
    firstResponseRiskAt: moment(row.firstResponseRiskAt),
    resolutionDueAt: moment(row.resolutionDueAt),
    resolutionRiskAt: moment(row.resolutionRiskAt),
    ratedAt: moment(row.ratedAt),
    rating: Number(row.rating ?? 0),
    category: text(row.category),
    teamId: text(row.teamId),
    agentId: text(row.agentId),
    priority: text(row.priority),
    source: text(row.source),
  };
}
