import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { databaseTime } from '../core/paging';
import type { FactSource } from './fact-sources';
import { packed } from './packed-facts';

/** Few enough that nobody else in this process waits noticeably while they are read. */
const BATCH = 5000;

interface Row {
  fact: string;
}

interface ChangedRow extends Row {
  id: string;
  changedAt: Date | string;
}

/** Reads facts from the database in batches, each as one text. */
@Injectable()
export class FactReader {
  constructor(private readonly dataSource: DataSource) {}

  /** All of the shop's after one number up to another. */
  async *between(source: FactSource, shopId: string, after: number, upTo: number): AsyncGenerator<string[]> {
    // From one number to another rather than as many as there are: MariaDB would look for those from the first one on.
    const where = 'fact.shopId = ? AND fact.number > ? AND fact.number <= ?';
    const read = (last: number) => this.read<Row>(source, [], where, [shopId, last, Math.min(last + BATCH, upTo)]);
    let reading = after < upTo ? read(after) : undefined;
    for (let last = after + BATCH; reading; last += BATCH) {
      const rows = await reading;
      // The database reads on while these are put where they belong.
      reading = last < upTo ? read(last) : undefined;
      reading?.catch(() => undefined);
      yield rows.map(({ fact }) => fact);
    }
  }

  /** Those that may have changed since, in the order in which they did. */
  async *changed(source: FactSource, shopId: string, since: Date): AsyncGenerator<string[]> {
    const { changedAt } = source;
    let after: [string, string] = [databaseTime(since), ''];
    for (;;) {
      const beyond = `(fact.${changedAt} > ? OR (fact.${changedAt} = ? AND fact.id > ?))`;
      const where = `fact.shopId = ? AND fact.${changedAt} >= ? AND ${beyond} ORDER BY fact.${changedAt}, fact.id`;
      const key = ['fact.id AS id', `fact.${changedAt} AS changedAt`];
      const rows = await this.read<ChangedRow>(source, key, where, [shopId, after[0], after[0], ...after]);
      yield rows.map(({ fact }) => fact);
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = [typeof last.changedAt === 'string' ? last.changedAt : databaseTime(last.changedAt), last.id];
    }
  }

  /** One customer's, of which there are few. */
  async ofCustomer(source: FactSource, shopId: string, customerId: string): Promise<string[]> {
    const where = `fact.shopId = ? AND fact.customerId = ? ORDER BY fact.${source.moments.createdAt}, fact.id`;
    const rows = await this.read<Row>(source, [], where, [shopId, customerId]);
    return rows.map(({ fact }) => fact);
  }

  async lastNumber(source: FactSource, shopId: string): Promise<number> {
    const rows: { number: number }[] = await this.dataSource.query(
      `SELECT ${source.lastNumber} AS number FROM shops WHERE id = ?`,
      [shopId],
    );
    return rows[0]?.number ?? 0;
  }

  private read<T extends Row>(
    source: FactSource,
    more: readonly string[],
    where: string,
    parameters: unknown[],
  ): Promise<T[]> {
    const columns = [`${packed(source, this.dataSource)} AS fact`, ...more];
    return this.dataSource.query(
      `SELECT ${columns.join(', ')} FROM ${source.table} fact
       LEFT JOIN reviews review ON review.${source.reviewedBy} = fact.id
       WHERE ${where} LIMIT ${BATCH}`,
      parameters,
    );
  }
}
