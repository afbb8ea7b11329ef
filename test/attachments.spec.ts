import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { AttachmentView, ConversationPage, MessageView } from '../src/contract/conversations.dto';
import type { ErrorBody } from '../src/contract/errors';
import { Attachment } from '../src/conversations/attachment.entity';
import { Conversations } from '../src/conversations/conversations.service';
import { UnattachedCleanUp } from '../src/conversations/unattached-clean-up';
import { databaseTime } from '../src/core/paging';
import { UnitOfWork } from '../src/database/unit-of-work';
import { TestApp } from './support/app';
import type { Person } from './support/build';
import { eventually } from './support/client';

describe('attachments', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  /** A customer and the agent who answers them. */
  async function pair() {
    const shop = await app.build.shop();
    const customer = await app.build.visitor(shop);
    const agent = await app.build.agent({ shopId: shop.id });
    const conversation = (holderId: string | null) =>
      app
        .get(UnitOfWork)
        .run((tx) =>
          app.get(Conversations).create(tx, { shopId: shop.id, customerId: customer.id, kind: 'chat', holderId }),
        );
    return { shop, customer, agent, id: (await conversation(agent.id)).id, other: (await conversation(agent.id)).id };
  }

  async function upload(
    person: Person,
    conversationId: string,
    bytes: Buffer | string,
    name = 'file.bin',
    type = 'application/octet-stream',
  ) {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(Buffer.from(bytes))], { type }), name);
    const response = await fetch(`${app.url}/api/v1/conversations/${conversationId}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}` },
      body: form,
    });
    return { status: response.status, body: (await response.json()) as AttachmentView & ErrorBody };
  }

  async function download(person: Person | null, id: string, what = 'content') {
    const response = await fetch(`${app.url}/api/v1/attachments/${id}/${what}`, {
      headers: person ? { authorization: `Bearer ${person.token}` } : {},
    });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  const send = (person: Person, conversationId: string, attachmentIds: string[], more = {}) =>
    app.as(person).post<MessageView & ErrorBody>(`/conversations/${conversationId}/messages`, {
      clientId: randomUUID(),
      body: '',
      attachmentIds,
      ...more,
    });

  const files = () =>
    readdirSync(join(app.env.DATA_DIR, 'attachments'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
  const rows = () => app.db.getRepository(Attachment).count();
  const photo = (format: 'png' | 'jpeg' | 'webp' | 'gif' = 'jpeg', width = 800, height = 600) =>
    sharp({ create: { width, height, channels: 3, background: '#c63' } })
      .toFormat(format)
      .toBuffer();

  it('shows a picture to both sides, upright and without what was hidden in it', async () => {
    const { customer, agent, id } = await pair();
    const original = await sharp(await photo())
      .withExif({ IFD0: { Copyright: 'secret place' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();

    const { status, body } = await upload(customer, id, original, 'My photo.jpeg', 'image/png');
    const receipt = await send(customer, id, [body.id]);

    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'My photo.jpeg',
      mime: 'image/jpeg',
      width: 600,
      height: 800,
      hasThumbnail: true,
    });
    expect(receipt.status).toBe(201);
    const page = await app.as(agent).get<ConversationPage>(`/conversations/${id}/messages`);
    expect(page.body.messages[0]?.attachments).toEqual([body]);
    for (const person of [customer, agent]) {
      const content = await download(person, body.id);
      expect(content.headers.get('content-type')).toBe('image/jpeg');
      expect(content.headers.get('content-disposition')).toMatch(/^inline; filename="My photo.jpeg"/);
      expect(content.headers.get('x-content-type-options')).toBe('nosniff');
      expect(content.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
      expect(content.headers.get('cache-control')).toMatch(/^private/);
      expect(content.bytes.length).toBe(body.size);
      const { exif, orientation } = await sharp(content.bytes).metadata();
      expect([exif, orientation]).toEqual([undefined, undefined]);
      const thumbnail = await download(person, body.id, 'thumbnail');
      expect(thumbnail.headers.get('content-type')).toBe('image/webp');
      expect(await sharp(thumbnail.bytes).metadata()).toMatchObject({ width: 360, height: 480 });
    }
  });

  it('keeps PDF and text as they are and never shows them in place', async () => {
    const { customer, id } = await pair();
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n%%EOF');

    const one = await upload(customer, id, pdf, 'bill.pdf', 'text/html');
    const two = await upload(customer, id, 'Grüße 👋\nsecond line', '../../evil.html', 'text/html');

    expect(one.body).toMatchObject({ name: 'bill.pdf', mime: 'application/pdf', hasThumbnail: false, width: null });
    expect(two.body).toMatchObject({ name: 'evil.html.txt', mime: 'text/plain' });
    const content = await download(customer, two.body.id);
    expect(content.bytes.toString()).toBe('Grüße 👋\nsecond line');
    expect(content.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    for (const { body } of [one, two]) {
      expect((await download(customer, body.id)).headers.get('content-disposition')).toMatch(/^attachment; /);
    }
    expect((await download(customer, one.body.id, 'thumbnail')).status).toBe(404);
  });

  it.each<[string, Buffer | string, number]>([
    ['a page that calls itself a picture', '<!doctype html><script>alert(1)</script>', 415],
    ['a drawing that can run', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 415],
    ['the same after a declaration', '\n<?xml version="1.0"?><svg/>', 415],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 415],
    ['an archive', Buffer.from('504b0304140000000800', 'hex'), 415],
    ['text with control characters', 'a\0b', 415],
    ['bytes that are no text', Buffer.from([0xc3, 0x28, 0x41]), 415],
    ['the beginning of a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 415],
    ['a script behind the beginning of a picture', 'GIF89a/*<script>*/=1;alert(1)', 415],
    ['nothing', '', 422],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 413],
  ])('are refused when they are %s', async (_, bytes, expected) => {
    const { customer, id } = await pair();
    const before = await rows();

    const { status } = await upload(customer, id, bytes, 'cat.png', 'image/png');

    expect(status).toBe(expected);
    expect(await rows()).toBe(before);
  });

  it('refuses a picture that would fill the memory, at once', async () => {
    const { customer, id } = await pair();
    const began = performance.now();

    const answers = await Promise.all([
      upload(customer, id, bomb(60_000, 60_000), 'a.png'),
      upload(customer, id, bomb(8000, 8000), 'b.png'),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([413, 413]);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it.each(['png', 'webp', 'gif'] as const)('takes %s and draws it anew', async (format) => {
    const { customer, id } = await pair();
    const hidden = Buffer.concat([await photo(format, 40, 30), Buffer.from('<script>alert(1)</script>')]);

    const { body } = await upload(customer, id, hidden, `small.${format}`);

    expect(body).toMatchObject({ mime: `image/${format}`, width: 40, height: 30 });
    expect((await download(customer, body.id)).bytes.includes('script')).toBe(false);
  });

  it('belong to their uploader alone until they are sent', async () => {
    const { shop, customer, agent, id } = await pair();
    const { body } = await upload(customer, id, 'hello', 'a.txt');

    expect((await download(customer, body.id)).status).toBe(200);
    expect((await download(agent, body.id)).status).toBe(404);
    expect((await download(null, body.id)).status).toBe(401);
    expect((await app.as(agent).delete(`/attachments/${body.id}`)).status).toBe(404);

    await send(customer, id, [body.id]);
    expect((await download(agent, body.id)).status).toBe(200);
    const others = [await app.build.visitor(shop), await app.build.manager(), (await pair()).agent];
    for (const person of others) expect((await download(person, body.id)).status).toBe(404);
    expect((await app.as(customer).delete<ErrorBody>(`/attachments/${body.id}`)).body.code).toBe('STATE_CONFLICT');
  });

  it('of a note are for staff, and customers do not learn that they exist', async () => {
    const { customer, agent, id } = await pair();
    const { body } = await upload(agent, id, await photo('png', 10, 10), 'note.png');
    expect((await send(agent, id, [body.id], { visibility: 'internal' })).status).toBe(201);

    for (const what of ['content', 'thumbnail']) {
      expect((await download(agent, body.id, what)).status).toBe(200);
      expect((await download(customer, body.id, what)).status).toBe(404);
    }
    const page = await app.as(customer).get<ConversationPage>(`/conversations/${id}/messages`);
    expect(page.body.messages).toEqual([]);
  });

  it('are sent once, by their uploader, in their own conversation', async () => {
    const { customer, agent, id, other } = await pair();
    const { body } = await upload(customer, id, 'hello', 'a.txt');

    expect((await send(agent, id, [body.id])).body.code).toBe('UNPROCESSABLE');
    expect((await send(customer, other, [body.id])).body.code).toBe('UNPROCESSABLE');
    const both = await Promise.all([send(customer, id, [body.id]), send(customer, id, [body.id])]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it('can be sent again by the same message', async () => {
    const { customer, id } = await pair();
    const { body } = await upload(customer, id, 'hello', 'a.txt');
    const clientId = randomUUID();

    const first = await send(customer, id, [body.id], { clientId });
    const again = await send(customer, id, [body.id], { clientId });

    expect(again.body).toEqual(first.body);
    expect((await send(customer, id, [], { clientId, body: 'hello' })).body.code).toBe('CLIENT_ID_REUSED');
  });

  it('are taken by nobody who may not write there', async () => {
    const { shop, customer, agent, id } = await pair();
    const elsewhere = await pair();
    const stranger = await app.build.visitor(shop);

    expect((await upload(stranger, id, 'hello')).status).toBe(404);
    expect((await upload(elsewhere.agent, id, 'hello')).status).toBe(404);
    await app.get(UnitOfWork).run((tx) => app.get(Conversations).assign(tx, id, { isClosed: true }));
    for (const person of [customer, agent]) expect((await upload(person, id, 'hello')).body.code).toBe('CHAT_CLOSED');
  });

  it('leave nothing behind when they are taken back or their upload breaks off', async () => {
    const { customer, id } = await pair();
    const { body } = await upload(customer, id, await photo('png', 10, 10), 'a.png');
    const before = [files().length, await rows()] as const;

    expect((await app.as(customer).delete(`/attachments/${body.id}`)).status).toBe(204);
    await brokenOff(customer, id);

    await eventually(
      () => files().length,
      (count) => count === before[0] - 2,
    );
    expect(await rows()).toBe(before[1] - 1);
  });

  it.each<[string, string, string]>([
    [
      'without its end',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello',
    ],
    ['without a boundary', 'multipart/form-data', 'hello'],
    [
      'with another field',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="other"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n',
    ],
    [
      'without a file',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nhello\r\n--x--\r\n',
    ],
    [
      'of ten thousand parts',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(10_000),
    ],
    ['that is no form at all', 'application/json', '{}'],
  ])('a form %s is the sender’s mistake', async (_, type, body) => {
    const { customer, id } = await pair();

    const response = await app.as(customer).post(`/conversations/${id}/attachments`, body, { 'content-type': type });

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect((await app.as(customer).get(`/conversations/${id}/messages`)).status).toBe(200);
  });

  it('that were never sent are gone after a day, with their files', async () => {
    const { customer, id } = await pair();
    const picture = await photo('png', 10, 10);
    const [old, sent, fresh] = [
      await upload(customer, id, picture),
      await upload(customer, id, picture),
      await upload(customer, id, picture),
    ];
    await send(customer, id, [sent.body.id]);
    const before = files().length;
    const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
    for (const { body } of [old, sent]) {
      await app.db.query('UPDATE attachments SET createdAt = ? WHERE id = ?', [databaseTime(twoDaysAgo), body.id]);
    }

    await app.get(UnattachedCleanUp).removeOld();

    expect(await app.db.getRepository(Attachment).findBy([{ id: old.body.id }])).toEqual([]);
    expect(files().length).toBe(before - 2);
    for (const { body } of [sent, fresh]) expect((await download(customer, body.id)).status).toBe(200);
  });

  it('are limited in number, so that nobody fills the disk', async () => {
    const strict = await TestApp.start({ RATE_UPLOADS_PER_10_MINUTES: '3' });
    const generous = app;
    app = strict;
    try {
      const { customer, id } = await pair();
      const statuses = [];
      for (let n = 0; n < 4; n += 1) statuses.push((await upload(customer, id, `text ${n}`)).status);
      expect(statuses).toEqual([201, 201, 201, 429]);
    } finally {
      app = generous;
      await strict.stop();
    }
  });

  /** Says that it will send 1 MB, sends a little of it and hangs up. */
  function brokenOff({ token }: Person, id: string): Promise<void> {
    const { hostname, port } = new URL(app.url);
    const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${'a'.repeat(50_000)}`;
    return new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /api/v1/conversations/${id}/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
            `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n${head}`,
          () => setTimeout(() => socket.destroy(), 100),
        );
      });
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
    });
  }
});

/** A small file that unpacks to a huge picture of one colour. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const lines = deflateSync(Buffer.alloc(Math.ceil(width / 8 + 1) * Math.min(height, 2000)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', lines),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
