import { randomUUID } from 'node:crypto';

const COUNTS_PER_MILLISECOND = 4096;

let lastMs = 0;
let time = '';
let count = 0;

/**
 * A new id: UUIDv7, so that rows made later sort later, also those of one millisecond. Made from a random UUID, which
 * Node keeps in stock: its first half gives way to the time and a count.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) beginAt(now);
  else if (++count === COUNTS_PER_MILLISECOND) beginAt(lastMs + 1);
  return `${time}${count.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`;
}

function beginAt(ms: number): void {
  const digits = ms.toString(16).padStart(12, '0');
  lastMs = ms;
  time = `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
  count = 0;
}

/** Every id made from that moment on is as high as this one or higher, as far as clocks agree. */
export function firstIdAt(moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
