import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '../../../src/contract/common.dto';
import type { ImportProblem, ImportView } from '../../../src/contract/imports.dto';
import type { TicketView } from '../../../src/contract/tickets.dto';
import { type Client, eventually } from '../../support/client';
import type { Cluster } from '../../support/cluster';

/** Longer than a lease lasts whose holder is gone. */
const TAKEN_OVER_WITHIN = 60_000;
const EVERY = { refused: 97, repeated: 101, flagged: 5 };

/** A file that is being brought in, and what is right to find once it is in. */
export class Delivery {
  private constructor(
    private readonly cluster: Cluster,
    private readonly client: Client,
    private readonly checked: ImportView,
  ) {}

  /** Confirmed at every server at once; one of them is at it from then on. */
  static async begin(cluster: Cluster, rows: number): Promise<Delivery> {
    const shop = await cluster.build.shop();
    const manager = await cluster.build.manager({ shopId: shop.id });
    const client = cluster.at(0, manager);
    const form = new FormData();
    form.append('file', new Blob([fileOf(rows)], { type: 'text/csv' }), 'tickets.csv');
    const headers = { authorization: `Bearer ${manager.token}` };
    const answer = await fetch(`${client.url}/api/v1/imports?country=IN`, { method: 'POST', headers, body: form });
    if (answer.status !== 201) throw new Error(`The file was refused: ${await answer.text()}`);
    const checked = (await answer.json()) as ImportView;
    const confirm = (_: unknown, server: number) =>
      cluster
        .at(server, manager)
        .post(`/imports/${checked.id}/confirm`)
        .then(({ status }) => status);
    const statuses = await Promise.all(cluster.servers.map(confirm));
    if (statuses.some((status) => status !== 202)) throw new Error(`Confirmed with ${statuses.join(', ')}`);
    return new Delivery(cluster, client, checked);
  }

  async job(server = 0): Promise<ImportView> {
    const path = `/imports/${this.checked.id}`;
    return (await this.cluster.at(server, this.client.person).get<ImportView>(path)).body;
  }

  /** Once so many rows are in; the import must still be at it. */
  async reaches(rows: number): Promise<void> {
    const { status, rowsDone } = await eventually(
      () => this.job(),
      (job) => job.rowsDone >= rows,
      TAKEN_OVER_WITHIN,
    );
    if (status !== 'running') throw new Error(`At ${rowsDone} rows it is ${status}; the file is too short for this.`);
  }

  /** Whether it goes on while the first server stands still: seen by the second. */
  async goesOnWithout(frozenMs: number): Promise<boolean> {
    const until = performance.now() + frozenMs;
    const { rowsDone } = await this.job(1);
    while (performance.now() < until) {
      if ((await this.job(1)).rowsDone > rowsDone) return true;
      await pause(100);
    }
    return false;
  }

  /** Everything that is not as if nothing had happened, once it is done. */
  async wrong(): Promise<string[]> {
    const { checked } = this;
    const job = await eventually(
      () => this.job(),
      ({ status }) => status !== 'running',
      TAKEN_OVER_WITHIN,
    );
    const wrong: string[] = [];
    const expect = (what: string, found: unknown, right: unknown) => {
      const [is, shouldBe] = [JSON.stringify(found), JSON.stringify(right)];
      if (is !== shouldBe) wrong.push(`${what}: ${is.slice(0, 300)} instead of ${shouldBe.slice(0, 300)}`);
    };
    expect('status', job.status, 'done');
    for (const name of ['rows', 'created', 'existing', 'refused', 'flagged', 'problemCounts'] as const)
      expect(name, job[name], checked[name]);
    expect('rowsDone', job.rowsDone, checked.rows);

    const problems = await this.all<ImportProblem>(`/imports/${checked.id}/problems?`);
    const counted = checked.problemCounts.reduce((sum, { count }) => sum + count, 0);
    expect('problems', new Set(problems.map(({ line, kind }) => `${line} ${kind}`)).size, counted);
    expect('problems, each once', problems.length, counted);

    const tickets = await this.all<TicketView>('/tickets?sort=oldest&');
    expect('tickets', tickets.length, checked.created);
    expect('titles', new Set(tickets.map(({ title }) => title)).size, checked.created);
    expect('numbers', sorted(tickets.map(({ number }) => number)), oneTo(checked.created));
    const addresses = new Set(tickets.map(({ contactEmail }) => contactEmail));
    expect('customers', new Set(tickets.map(({ customer }) => customer.id)).size, addresses.size);
    const another = {
      ...{ clientId: randomUUID(), title: 'One more', description: 'It came after the file.' },
      customer: { name: 'Ann' },
    };
    expect(
      'the next number',
      (await this.client.post<TicketView>('/tickets', another)).body.number,
      checked.created + 1,
    );
    return wrong;
  }

  private async all<T>(path: string): Promise<T[]> {
    const found: T[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<T> = (
        await this.client.get<Page<T>>(`${path}limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
      ).body;
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    return found;
  }
}

/** Kills every server in the middle, again and again, and answers with what is wrong in the end. */
export async function killedWhileImporting(cluster: Cluster, rows: number, kills: number): Promise<string[]> {
  const delivery = await Delivery.begin(cluster, rows);
  for (let kill = 1; kill <= kills; kill += 1) {
    await delivery.reaches(Math.floor((rows * kill) / (kills + 2)));
    await Promise.all(cluster.servers.map((server) => server.stop('SIGKILL')));
    await Promise.all(cluster.servers.map((server) => server.start()));
  }
  return delivery.wrong();
}

/** Some rows cannot be taken, some are there twice, some are marked, and customers write more than once. */
function fileOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const id = row % EVERY.repeated === EVERY.repeated - 1 ? row - 1 : row;
    const created =
      row % EVERY.refused === 50 ? 'some day' : new Date(Date.UTC(2025, 0, 1) + id * 60_000).toISOString();
    const phone = id % EVERY.flagged === 0 ? '0123' : '9876543210';
    return `Q${id},customer${id % 700}@mail.example,${phone},Order ${id},It has not arrived,${created}`;
  });
  return ['id,email,phone,title,description,created', ...lines, ''].join('\n');
}

function sorted(numbers: number[]): number[] {
  return numbers.sort((a, b) => a - b);
}

function oneTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
