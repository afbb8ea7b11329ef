import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { log } from '../src/core/log';
import { TestApp } from './support/app';
import { PASSWORD } from './support/build';

/** Everything that the service writes down about itself while people use it, and others try to. */
describe('attacks on the log', () => {
  let app: TestApp;
  const lines: string[] = [];
  const stream = Reflect.get(log, pino.symbols.streamSym) as unknown;

  beforeAll(async () => {
    app = await TestApp.start();
    Reflect.set(log, pino.symbols.streamSym, { write: (line: string) => lines.push(line) });
    log.level = 'trace';
  });

  afterAll(async () => {
    log.level = 'silent';
    Reflect.set(log, pino.symbols.streamSym, stream);
    await app.stop();
  });

  it('75, 76: is one JSON line an event, and holds nothing that people keep to themselves', async () => {
    const mark = randomUUID().slice(0, 8);
    const secret = (what: string) => `${what}-${mark}`;
    const nasty = `${secret('name')}\r\n{"level":60,"msg":"forged"}\u001b[31m`;
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id });
    const visitor = await app.build.visitor(shop, { name: nasty, email: `${secret('mail')}@mail.example` });
    const guest = app.as(visitor);
    const headers = { 'user-agent': secret('agent'), referer: `https://shop.example/?t=${agent.token}` };
    const chat = await guest.post<{ id: string; conversationId: string }>(
      '/chats',
      { clientId: randomUUID(), message: secret('message'), pageUrl: `https://shop.example/${secret('page')}` },
      headers,
    );
    await app.as(agent).post(`/chats/${chat.body.id}/take`);
    const socket = await app.as(visitor).connect();
    await socket.get('message:send', {
      ...{ conversationId: chat.body.conversationId, clientId: randomUUID(), body: secret('spoken') },
    });
    await app.as(null).post('/auth/token', { username: secret('user'), password: secret('password') }, headers);
    await app.as(null).post('/auth/token', `{"username":"${secret('broken')}`, headers);
    await app.as(null).get(`/nothing/${secret('path')}?q=${secret('query')}&token=${agent.token}`);
    await app.as(agent).get(`/customers?search=${encodeURIComponent(secret('search'))}`);
    await guest.post('/my/tickets', { clientId: randomUUID(), title: secret('title'), description: 'x', phone: nasty });
    await app.as(agent).get(`/customers/${encodeURIComponent(`%0d%0a${secret('inject')}`)}`);
    log.error({ err: new SyntaxError(secret('parser')) }, 'unexpected error');
    log.warn({ err: Object.assign(new Error(secret('driver')), { sqlMessage: nasty }) }, 'a dependency is away');

    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      expect(line.endsWith('\n') && !line.slice(0, -1).includes('\n')).toBe(true);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
      expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f]/);
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
    }
    const all = lines.join('');
    const kept = [mark, PASSWORD, agent.token, visitor.token, visitor.refreshToken, agent.username, 'forged'];
    expect(kept.filter((text) => all.includes(text))).toEqual([]);
  });
});
