import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { ImportView } from '../src/contract/imports.dto';
import { TestApp } from './support/app';
import type { Employee } from './support/build';
import { eventually } from './support/client';

const read = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true });

describe('lists as CSV', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const download = async (person: Employee, path: string) => {
    const { status, body, headers } = await app.as(person).get<string>(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    return read(body);
  };

  it('has every customer of the list, safe in a spreadsheet, in the zone of the reader', async () => {
    const shop = await app.build.shop();
    const manager = await app.build.manager({ shopId: shop.id });
    const admin = await app.build.admin();
    for (let index = 0; index < 103; index++) {
      const name = index === 7 ? '=HYPERLINK("http://evil.example")' : `Customer ${index}`;
      const phone = index === 7 ? '+49 30 901820' : undefined;
      await app.as(admin).post('/customers', { shopId: shop.id, name, phone, email: `c${index}@mail.example` });
    }

    const rows = await download(manager, '/customers/export.csv?tz=Asia/Kolkata');
    expect(rows).toHaveLength(103);
    const risky = rows.find(({ email }) => email === 'c7@mail.example');
    expect(risky).toMatchObject({ name: '\'=HYPERLINK("http://evil.example")', phone: "'+4930901820" });
    expect(risky?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+05:30$/);

    expect(await download(manager, '/customers/export.csv?search=evil&limit=1')).toHaveLength(1);
    const stranger = await app.build.manager();
    expect(await download(stranger, '/customers/export.csv')).toEqual([]);
  });

  it('has the chats that the list shows its reader', async () => {
    const shop = await app.build.shop();
    const [team, other] = [await app.build.team({ shopId: shop.id }), await app.build.team({ shopId: shop.id })];
    const agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    const chat = await app.build.chat(shop, { teamId: team.id, message: '-1 star' });
    await app.build.chat(shop, { teamId: other.id, message: 'Not for this team' });

    expect(await download(agent, '/chats/export.csv')).toMatchObject([
      { number: String(chat.number), status: 'waiting', team: team.name, first_message: "'-1 star", agent: '' },
    ]);
    expect(await download(agent, '/chats/export.csv?status=closed')).toEqual([]);
  });

  it('has the tickets, which another shop can bring in with the same values', async () => {
    const [shop, other] = [await app.build.shop(), await app.build.shop()];
    const here = await app.build.manager({ shopId: shop.id });
    const there = await app.build.manager({ shopId: other.id });
    const source = [
      'id,email,phone,title,description,category,status,priority,tags,created,closed,resolution',
      'A1,ann@mail.example,+49 30 901820,=1+1,"Two\nlines, ""quoted""",Bug Report,closed,high,"a, b",2025-02-26T10:20:30.123Z,2025-03-01T00:00:00.001Z,@done',
      "A2,not an address,0123,''-x,-5 degrees,,open,low,,2025-10-26T00:30:00.000Z,,",
      '',
    ].join('\n');
    expect(await bringIn(here, source)).toMatchObject({ created: 2, refused: 0 });
    const original = await download(here, '/tickets/export.csv?sort=oldest&tz=America/New_York');
    expect(original).toHaveLength(2);
    expect(original[0]?.created_at).toBe('2025-02-26T05:20:30.123-05:00');

    const { body } = await app.as(here).get<string>('/tickets/export.csv?tz=Europe/Berlin');
    expect(await bringIn(there, body)).toMatchObject({ created: 2, refused: 0 });
    const copied = await download(there, '/tickets/export.csv?sort=oldest&tz=America/New_York');
    const same = ({ id: _, number: __, ...values }: Record<string, string>) => values;
    expect(copied.map(same)).toEqual(original.map(same));
    expect(await bringIn(here, body)).toMatchObject({ created: 0, existing: 2 });
  });

  it('has exactly the tickets that are asked for, in that order, of those that are there for the reader', async () => {
    const shop = await app.build.shop();
    const [manager, agent] = [await app.build.manager({ shopId: shop.id }), await app.build.agent({ shopId: shop.id })];
    const visitor = await app.build.visitor(shop);
    const filed: string[] = [];
    for (const title of ['=1+1', 'Second', 'Third']) {
      const input = { clientId: randomUUID(), title, description: 'It does not work.' };
      filed.push((await app.as(visitor).post<{ id: string }>('/my/tickets', input)).body.id);
    }
    const [first = '', second = '', third = ''] = filed;
    await app.as(agent).post(`/tickets/${second}/decline`, {});
    const titles = async (person: Employee, ids: string[]) =>
      (await download(person, `/tickets/export.csv?ids=${ids.join()}`)).map(({ title }) => title);

    expect(await titles(manager, [third, first])).toEqual(['Third', "'=1+1"]);
    expect(await titles(manager, [second, third, second])).toEqual(['Second', 'Third']);
    expect(await titles(agent, [third, second, first])).toEqual(['Third', "'=1+1"]);
    expect(await titles(await app.build.manager(), filed)).toEqual([]);
    expect((await app.as(manager).get('/tickets/export.csv?ids=5,6')).status).toBe(400);
  });

  const bringIn = async (person: Employee, csv: string): Promise<ImportView> => {
    const form = new FormData();
    form.append('file', new Blob([csv], { type: 'text/csv' }), 'tickets.csv');
    const headers = { authorization: `Bearer ${person.token}` };
    const response = await fetch(`${app.url}/api/v1/imports`, { method: 'POST', headers, body: form });
    const { id } = (await response.json()) as ImportView;
    await app.as(person).post(`/imports/${id}/confirm`);
    const look = async () => (await app.as(person).get<ImportView>(`/imports/${id}`)).body;
    return eventually(look, ({ status }) => status !== 'running');
  };
});
