import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from '../src/contract/common.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { ImportProblem, ImportView } from '../src/contract/imports.dto';
import type { ReportView } from '../src/contract/reports.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TicketView } from '../src/contract/tickets.dto';
import { Lease } from '../src/database/lease.entity';
import { Import } from '../src/imports/import.entity';
import { type Batch, ImportBatches } from '../src/imports/import-batches.service';
import { ImportCleanUp } from '../src/imports/import-clean-up';
import { ImportFiles } from '../src/imports/import-files';
import type { ImportedTicket } from '../src/imports/imported-ticket';
import { Ticket } from '../src/tickets/ticket.entity';
import { TestApp } from './support/app';
import type { Employee } from './support/build';
import { eventually } from './support/client';

const SAMPLES = join(__dirname, 'samples');
const INDIA = {
  timeZone: 'Asia/Kolkata',
  settings: { allowAnonymous: true, requireVerification: false, country: 'IN' },
};

describe('bringing tickets in from a file', () => {
  let app: TestApp;
  let shop: ShopView;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    shop = await app.build.shop(INDIA);
    manager = await app.build.manager({ shopId: shop.id });
  });

  afterAll(() => app.stop());

  const send = async <T>(content: string | Buffer, query = '', person: Employee = manager) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))], { type: 'text/csv' }), 'tickets.csv');
    const response = await fetch(`${app.url}/api/v1/imports${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}` },
      body: form,
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  const sample = (name: string) => readFileSync(join(SAMPLES, name));
  const check = async (content: string | Buffer, query = '') => {
    const { status, body } = await send<ImportView>(content, query);
    if (status !== 201) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const bringIn = async (content: string | Buffer, query = '') => {
    const { id } = await check(content, query);
    await app.as(manager).post(`/imports/${id}/confirm`);
    return eventually(
      async () => (await app.as(manager).get<ImportView>(`/imports/${id}`)).body,
      ({ status }) => status !== 'running',
    );
  };
  const tickets = async (person: Employee = manager) =>
    (await app.as(person).get<Page<TicketView>>('/tickets?limit=100&sort=oldest')).body.items;
  const keptFiles = () => {
    const folder = join(app.env.DATA_DIR, 'attachments', 'imports');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  it('shows first what would come in, and stores nothing until somebody says so', async () => {
    const preview = await check(sample('comma-utf8.csv'));
    expect(preview).toMatchObject({
      status: 'ready',
      rows: 3,
      created: 3,
      existing: 0,
      refused: 0,
      flagged: 2,
      findings: {
        encoding: 'utf-8',
        separator: ',',
        country: 'IN',
        timeZone: 'Asia/Kolkata',
        dates: { order: null, isGiven: false },
        byStatus: { open: 2, in_progress: 0, on_hold: 0, closed: 1 },
        unreadColumns: [],
      },
      problems: [
        { line: 3, severity: 'warning', kind: 'phoneInvalid', field: 'phone', value: '0123456789' },
        { line: 5, severity: 'warning', kind: 'nobodyHolds', field: 'status', value: 'in process' },
        { line: 5, severity: 'warning', kind: 'emailInvalid', field: 'email', value: 'not an address' },
      ],
    });
    expect(await tickets()).toEqual([]);

    const again = await app.as(manager).post<ImportView>(`/imports/${preview.id}/confirm`);
    expect([again.status, again.body.status]).toEqual([202, 'running']);
  });

  it('makes tickets of the rows, with what was wrong marked and nothing lost', async () => {
    const done = await bringIn(sample('semicolon-windows-1252.csv'));
    expect(done).toMatchObject({ status: 'done', rowsDone: 3, created: 3, existing: 0, refused: 0, flagged: 2 });

    const [first, second, third] = await tickets();
    expect(first).toMatchObject({
      number: 1,
      title: 'Billing Problem',
      category: 'Billing Problem',
      description: 'Charged twice – “why?”',
      status: 'closed',
      source: 'import',
      contactEmail: 'zoë@mail.example',
      contactPhone: '09876543210',
      isPhoneValid: true,
      createdAt: '2025-02-26T06:30:00.000Z',
      closedAt: '2025-03-01T06:30:00.000Z',
      customer: { name: 'zoë', email: 'zoë@mail.example', isVerified: false },
    });
    expect(second).toMatchObject({ contactPhone: '0123456789', isPhoneValid: false, status: 'open', closedAt: null });
    expect(third).toMatchObject({
      isEmailValid: false,
      contactEmail: 'not an address',
      description: '=1+1 is shown as 2',
    });
    const log = await app
      .as(manager)
      .get<{ messages: { body: string }[] }>(`/conversations/${second?.conversationId}/messages`);
    expect(log.body.messages.map(({ body }) => body)).toEqual(['Two lines,\r\none cell']);
  });

  it('counts in the reports at once, late where it was', async () => {
    const figures = async () => (await app.as(manager).get<ReportView>('/reports/tickets')).body.total.figures;
    expect(await figures()).toMatchObject({ created: 0 });

    await bringIn(
      [
        'id,email,title,description,status,created,closed',
        'a,ann@mail.example,In time,It does not work,Closed,2024-03-01,2024-03-04',
        'b,ann@mail.example,Late,It does not work,Closed,2024-03-01,2024-03-05',
        'c,ann@mail.example,Open,It does not work,Opened,2024-03-01,',
      ].join('\n'),
    );

    const { created, backlog, resolution, sla } = await figures();
    expect({ created, backlog, resolution }).toMatchObject({
      ...{ created: 3, backlog: 1 },
      resolution: { count: 2, average: 3.5 * 86_400, median: 3.5 * 86_400 },
    });
    expect(sla).toMatchObject({ resolutionMet: 1, resolutionBreached: 1, openBreached: 1, firstResponseBreached: 0 });
    const { items } = (await app.as(manager).get<Page<TicketView>>('/tickets?sort=oldest')).body;
    expect(items.map(({ title, sla: state }) => [title, state]).sort()).toEqual([
      ['In time', 'met'],
      ['Late', 'breached'],
      ['Open', 'breached'],
    ]);
  });

  it('adds nothing when it runs again, and gives no number twice', async () => {
    await bringIn(sample('comma-utf8.csv'));
    const before = await tickets();
    const again = await bringIn(sample('tab-utf16le.csv'));
    expect(again).toMatchObject({ created: 0, existing: 3, refused: 0 });
    expect(await tickets()).toEqual(before);

    await bringIn(sample('no-ids.csv'));
    expect((await bringIn(sample('no-ids.csv'))).created).toBe(0);
    const numbers = (await tickets()).map(({ number }) => number).sort();
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('finds the same customer again, but no visitor who only typed the address', async () => {
    const visitor = await app.build.visitor(shop, { email: 'ann@mail.example' });
    const file = (id: string, email: string) => `id,email,title\n${id},${email},Hello\n`;
    await bringIn(file('1', 'ann@mail.example'));
    await bringIn(file('2', 'ANN@mail.example'));
    const customers = (await tickets()).map(({ customer }) => customer.id);
    expect(new Set(customers).size).toBe(1);
    expect(customers).not.toContain(visitor.id);
  });

  it('never writes over a ticket that has the id already', async () => {
    await bringIn('id,title,created\n7,The first,2025-01-01\n');
    const clash = await bringIn('id,title,created\n7,Another,2025-02-02\n8,Fine,2025-02-02\n');
    expect(clash).toMatchObject({ created: 1, existing: 0, refused: 1 });
    expect(clash.problems).toMatchObject([{ line: 2, severity: 'error', kind: 'idTaken', value: '7' }]);
    expect((await tickets()).map(({ title }) => title)).toEqual(['The first', 'Fine']);
  });

  it('leaves broken rows out, says which and why, and takes the rest', async () => {
    const done = await bringIn(sample('broken-rows.csv'));
    expect(done).toMatchObject({ status: 'done', rows: 7, created: 2, refused: 5 });
    expect((await tickets()).map(({ title, closedAt }) => [title, closedAt !== null])).toEqual([
      ['Bug Report', true],
      ['Bug Report', true],
    ]);
    const all = await app.as(manager).get<Page<ImportProblem>>(`/imports/${done.id}/problems?limit=2`);
    expect(all.body.items.map(({ line, kind }) => [line, kind])).toEqual([
      [3, 'dateUnreadable'],
      [3, 'createdMissing'],
    ]);
    expect(all.body.nextCursor).not.toBeNull();
  });

  it.each([
    ['order-unknown.csv', 'dateOrder'],
    ['order-contradictory.csv', 'dateOrder'],
    ['no-header.csv', 'file'],
  ])('refuses %s and keeps nothing of it', async (name, field) => {
    const kept = keptFiles();
    const { status, body } = await send<ErrorBody>(sample(name));
    expect([status, body.errors?.[0]?.field]).toEqual([422, field]);
    expect(keptFiles()).toEqual(kept);
    expect((await app.as(manager).get<Page<ImportView>>('/imports')).body.items).toEqual([]);
  });

  it('takes dates in the order that somebody says', async () => {
    const preview = await check(sample('order-unknown.csv'), '?dateOrder=dmy');
    expect(preview.findings.dates).toMatchObject({ order: 'dmy', isGiven: true });
    await bringIn(sample('order-unknown.csv'), '?dateOrder=mdy');
    expect((await tickets())[0]?.createdAt).toBe('2025-03-04T06:30:00.000Z');
  });

  it('gives the file back cleaned, and understands that', async () => {
    const { id } = await bringIn(sample('pipe-utf16be.csv'));
    const { body } = await app.as(manager).get<string>(`/imports/${id}/cleaned.csv`);
    const rows: Record<string, string>[] = parse(body, { columns: true, bom: true });
    expect(
      rows.map(({ id: own, phone, phone_e164, phone_valid, email_valid, status, resolution_days, marks }) => [
        ...[own, phone, phone_e164, phone_valid, email_valid, status, resolution_days, marks],
      ]),
    ).toEqual([
      ['Q1', '09876543210', "'+919876543210", 'yes', 'yes', 'closed', '3', ''],
      ['Q2', '0123456789', '', 'no', 'yes', 'open', '', 'phoneInvalid'],
      ['Q3', "'+91 98765 43211", "'+919876543211", 'yes', 'no', 'open', '', 'nobodyHolds emailInvalid'],
    ]);

    const before = await tickets();
    expect(await bringIn(body)).toMatchObject({ created: 0, existing: 3, refused: 0 });
    expect(await tickets()).toEqual(before);
  });

  it('leaves its trail, from the first event on', async () => {
    await bringIn(sample('comma-utf8.csv'));
    const [first] = await tickets();
    const events = await app
      .as(manager)
      .get<Page<{ name: string; actor: { id: string } }>>(`/events?subjectId=${first?.id}`);
    expect(events.body.items).toMatchObject([{ name: 'ticket.created', actor: { kind: 'employee', id: manager.id } }]);
  });

  it('is for those who may import into that shop', async () => {
    const agent = await app.build.agent({ shopId: shop.id });
    const { id } = await check(sample('comma-utf8.csv'));
    expect((await send(sample('comma-utf8.csv'), '', agent)).status).toBe(403);
    const stranger = await app.build.manager();
    expect((await send(sample('comma-utf8.csv'), `?shopId=${shop.id}`, stranger)).status).toBe(404);
    expect((await app.as(stranger).get(`/imports/${id}`)).status).toBe(404);
    expect((await app.as(stranger).post(`/imports/${id}/confirm`)).status).toBe(404);
    expect((await app.as(stranger).get(`/imports/${id}/cleaned.csv`)).status).toBe(404);
  });

  it('says so when its file is gone, and keeps what came in', async () => {
    const { id } = await check(sample('comma-utf8.csv'));
    await app.get(ImportFiles).remove(id);
    await app.as(manager).post(`/imports/${id}/confirm`);
    const ended = await eventually(
      async () => (await app.as(manager).get<ImportView>(`/imports/${id}`)).body,
      ({ status }) => status !== 'running',
    );
    expect(ended).toMatchObject({ status: 'failed', created: 0, failure: 'The file is no longer there.' });
  });

  it('forgets what nobody confirmed', async () => {
    const { id } = await check(sample('comma-utf8.csv'));
    await app.db.query("UPDATE imports SET createdAt = '2020-01-01 00:00:00.000' WHERE id = ?", [id]);
    await app.get(ImportCleanUp).cleanUp();
    expect((await app.as(manager).get(`/imports/${id}`)).status).toBe(404);
    expect(keptFiles().some((name) => name.startsWith(id))).toBe(false);
  });

  it('goes on with the next row when the server that was at it is gone', async () => {
    const rows = Array.from({ length: 1200 }, (_, index) => `${index},Ticket ${index}`);
    const { id } = await check(`id,title\n${rows.join('\n')}\n`);
    const lease = (expiresAt: Date) =>
      app.db.getRepository(Lease).save({ name: 'imports', holder: 'another', expiresAt });
    await lease(new Date(Date.now() + 60_000));
    await app.as(manager).post(`/imports/${id}/confirm`);

    const job = await app.db.getRepository(Import).findOneByOrFail({ id });
    const row = { line: 2, ticket: ticketTold({ externalId: '0', title: 'Ticket 0' }), errors: [], warnings: [] };
    const end = { byte: job.byte + '0,Ticket 0\n'.length, line: 2 };
    const first: Batch = { rows: [row], ends: [end], from: { byte: job.byte, line: 1 }, isLast: false };
    expect(await app.get(ImportBatches).store(id, first)).toBe(true);
    // Whoever is late with the same rows changes nothing.
    expect(await app.get(ImportBatches).store(id, first)).toBe(false);
    const halfway = await app.as(manager).get<ImportView>(`/imports/${id}`);
    expect(halfway.body).toMatchObject({ status: 'running', rowsDone: 1 });

    await lease(new Date(0));
    const done = await eventually(
      async () => (await app.as(manager).get<ImportView>(`/imports/${id}`)).body,
      ({ status }) => status !== 'running',
    );
    expect(done).toMatchObject({ status: 'done', rowsDone: 1200, created: 1200, refused: 0 });
    const found = await app.db.getRepository(Ticket).findBy({ shopId: shop.id });
    expect(new Set(found.map(({ externalId }) => externalId)).size).toBe(1200);
    expect(Math.max(...found.map(({ number }) => number))).toBe(1200);
  });

  it('lets go of what is not wanted', async () => {
    const { id } = await check(sample('comma-utf8.csv'));
    expect((await app.as(manager).delete(`/imports/${id}`)).status).toBe(204);
    expect((await app.as(manager).get(`/imports/${id}`)).status).toBe(404);
  });
});

function ticketTold(given: Partial<ImportedTicket>): ImportedTicket {
  return {
    ...{ externalId: '1', title: 'Hello', description: 'Hello', category: null, status: 'open', priority: 'normal' },
    ...{ tags: [], customerName: null, email: null, isEmailValid: false, phone: null, phoneE164: null },
    ...{ phoneLast10: null, isPhoneValid: false, assignee: null, createdAt: new Date(), firstResponseAt: null },
    ...{ closedAt: null, closeReason: null },
    ...given,
  };
}
