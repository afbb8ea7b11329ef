import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportView } from '../../src/contract/imports.dto';
import { Cluster } from '../support/cluster';
import { report } from './support/report';

const BYTES_PER_SECOND = 16_000;
const SECONDS = 70;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
});
afterAll(() => cluster.stop());

const port = () => cluster.servers[0]?.port ?? 0;

/** A connection that has sent the beginning of a request. */
async function begun(head: string[], body: string): Promise<{ socket: Socket; answer: Promise<string>; at: number }> {
  const socket = connect(port(), '127.0.0.1');
  const answer = new Promise<string>((resolve) => {
    let text = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (data: Buffer) => {
      text += data.toString();
      if (/^HTTP\/1.1 \d+ [\s\S]*\r\n0\r\n\r\n$|"problems":\[/.test(text)) resolve(text);
    });
    socket.on('close', () => resolve(text));
  });
  await once(socket, 'connect');
  socket.write(`${head.join('\r\n')}\r\nHost: 127.0.0.1\r\n\r\n${body}`);
  return { socket, answer, at: performance.now() };
}

/** A byte now and then, until the server has had enough; answers what it said and after how many seconds. */
async function dripped(head: string[], body: string): Promise<{ status: string; after: number }> {
  const { socket, answer, at } = await begun(head, body);
  const timer = setInterval(() => socket.write('a'), 500);
  const text = await answer;
  clearInterval(timer);
  socket.destroy();
  return { status: text.slice(9, 12), after: (performance.now() - at) / 1000 };
}

it('F42: a file on a slow line arrives, while what does not come on is cut off', async () => {
  const shop = await cluster.build.shop();
  const { token } = await cluster.build.manager({ shopId: shop.id });
  const boundary = randomUUID();
  const own = [`Authorization: Bearer ${token}`, `Content-Type: multipart/form-data; boundary=${boundary}`];
  const opening = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="slow.csv"\r\n\r\nid,title\n`;
  const row = (id: number) => `${id},${'The order has not arrived. '.repeat(6)}\n`;
  const rows = Array.from({ length: Math.ceil((BYTES_PER_SECOND * SECONDS) / row(1000).length) }, (_, id) => row(id));
  const rest = `${rows.join('')}\r\n--${boundary}--\r\n`;

  const slowly = async () => {
    const length = opening.length + rest.length;
    const { socket, answer, at } = await begun(
      ['POST /api/v1/imports HTTP/1.1', ...own, `Content-Length: ${length}`],
      opening,
    );
    for (let from = 0; from < rest.length; from += BYTES_PER_SECOND) {
      socket.write(rest.slice(from, from + BYTES_PER_SECOND));
      await pause(1000);
    }
    const text = await answer;
    socket.destroy();
    return { text, after: (performance.now() - at) / 1000 };
  };
  const json = ['POST /api/v1/auth/token HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 10000'];
  const file = ['POST /api/v1/imports HTTP/1.1', ...own, 'Content-Length: 1000000'];
  const [arrived, ...cut] = await Promise.all([slowly(), dripped(json, '{"'), dripped(file, opening)]);

  expect(arrived.text.slice(9, 12)).toBe('201');
  const job = JSON.parse(
    arrived.text.slice(arrived.text.indexOf('{"id"'), arrived.text.lastIndexOf('}') + 1),
  ) as ImportView;
  expect(job).toMatchObject({ rows: rows.length, created: rows.length });
  expect(cut.map(({ status }) => status)).toEqual(['408', '408']);
  for (const { after } of cut) expect(after).toBeLessThanOrEqual(45);
  report('F42', 'one slow file and two requests of two bytes a second', {
    'arrived after (s)': Math.round(arrived.after),
    'cut off after (s)': cut.map(({ after }) => Math.round(after)).join(' and '),
  });
});
