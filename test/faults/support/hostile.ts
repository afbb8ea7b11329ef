import type { SteadyRandom } from '../../../src/demo/random';

/** What nobody sends by accident: wrong kinds, edges, and what has broken other services. */
const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 1e21, 9_007_199_254_740_992, -2_147_483_649],
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\u202Egnp.exe', '😀'.repeat(300), 'x'.repeat(70_000), 'İıſK'],
  ...["' OR '1'='1", '1 or 1=1', '%', '_', '*', '\\', '"; DROP TABLE employees; --', '#{7*7}', '{{constructor}}'],
  ...['../../etc/passwd', 'C:\\CON', 'file:///etc/passwd', 'javascript:alert(1)', '<script>alert(1)</script>'],
  ...['0000-00-00', '9999-12-31T23:59:59.999Z', '+275760-09-13T00:00:00Z', '-000001-01-01T00:00:00Z', 'NaN'],
  ...['00000000-0000-0000-0000-000000000000', 'admin', 'undefined', 'null', '[object Object]', '=cmd|calc!A0'],
  ...[[], [[]], [null], {}, { $ne: null }, { toString: 1 }, { length: 1e9 }, Array(500).fill('a')],
];

const QUERIES: readonly string[] = [
  ...[
    'limit=1e9',
    'limit=-1',
    'limit=NaN',
    'limit=',
    'cursor=garbage',
    'cursor=eyJhIjoxfQ',
    'sort=passwordHash',
    'q=%00',
  ],
  ...[
    'q=%25_%25',
    'q[]=a&q[]=b',
    'q[a]=b',
    'status=closed&status=open',
    '__proto__[x]=1',
    'from=yesterday',
    'tz=Mars/Base',
  ],
  ...['to=9999999-01-01', 'shopId=1', 'moment=-1', 'q=%ED%A0%80', 'order=;--', 'constructor.prototype.x=1'],
];

/** Changes what the service expects into what it does not, the same way again for the same seed. */
export class Hostility {
  constructor(private readonly chance: SteadyRandom) {}

  value(): unknown {
    return structuredClone(VALUES[this.chance.between(0, VALUES.length - 1)]);
  }

  /** One to three places of the body are not what they were. */
  body(good: unknown): unknown {
    if (this.chance.next() < 0.05) return this.value();
    const body = structuredClone(good ?? {});
    for (let i = this.chance.between(1, 3); i > 0; i -= 1) this.spoil(body);
    return body;
  }

  /** A piece of the address is another, or something is asked that nobody offered. */
  path(good: string): string {
    const [before = '', query] = good.split('?');
    const pieces = before.split('/');
    if (this.chance.next() < 0.5) {
      const at = this.chance.between(1, pieces.length - 1);
      pieces[at] = encodeURIComponent(this.text());
    }
    const queries = [query, ...(this.chance.next() < 0.6 ? [this.chance.pick(QUERIES)] : [])].filter(Boolean);
    return `${pieces.join('/')}${queries.length > 0 ? `?${queries.join('&')}` : ''}`;
  }

  /** The same bytes with some of them flipped, cut, doubled or put in. */
  bytes(good: Buffer): Buffer {
    let bytes = Buffer.from(good);
    for (let i = this.chance.between(1, 4); i > 0; i -= 1) {
      const at = this.chance.between(0, Math.max(0, bytes.length - 1));
      const how = this.chance.between(0, 4);
      if (how === 0 && bytes.length > 0) bytes[at] = this.chance.between(0, 255);
      else if (how === 1) bytes = bytes.subarray(0, at);
      else if (how === 2) bytes = Buffer.concat([bytes, bytes.subarray(at)]);
      else if (how === 3) bytes = Buffer.concat([bytes.subarray(0, at), this.scrap(), bytes.subarray(at)]);
      else bytes = Buffer.concat([this.scrap(), bytes.subarray(at)]);
    }
    return bytes.subarray(0, 60_000);
  }

  private text(): string {
    const value = this.value();
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    // What is no text at all, half of a pair, cannot be part of an address.
    return Buffer.from(text.slice(0, 300)).toString();
  }

  private scrap(): Buffer {
    const scraps = [
      '0',
      '1',
      '3',
      '40',
      '41',
      '42',
      '43',
      '45',
      '46',
      '451-',
      '459999-',
      '/',
      ',',
      '[',
      ']',
      '{',
      '}',
      '"',
      'null',
    ];
    return Buffer.from(
      this.chance.next() < 0.5 ? this.chance.pick(scraps) : JSON.stringify(this.value()).slice(0, 2000),
    );
  }

  private spoil(target: unknown): void {
    if (Array.isArray(target)) {
      target[this.chance.between(0, target.length)] = this.value();
      return;
    }
    if (typeof target !== 'object' || target === null) return;
    const record = target as Record<string, unknown>;
    const names = [...Object.keys(record), ...this.strangeNames()];
    const name = this.chance.pick(names);
    const inner = Object.hasOwn(record, name) ? record[name] : undefined;
    if (typeof inner === 'object' && inner !== null && this.chance.next() < 0.5) this.spoil(inner);
    else
      Object.defineProperty(record, name, {
        value: this.value(),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }

  private strangeNames(): string[] {
    return this.chance.next() < 0.5
      ? ['extra']
      : ['__proto__', 'constructor', 'shopId', 'role', 'isAdmin', 'id', 'createdAt'];
  }
}
