import type { ClaimedEvent, ClaimedValue, ClaimsView, MakeClaims, PageEvent } from '../contract/claims.dto';
import { LIMITS } from '../contract/limits';
import { AppError } from '../core/app-error';
import { given } from '../core/given';

const NAME = 80;

/** What is claimed after this was said too. Refused whole when any of it is out of bounds. */
export function withClaims(before: ClaimsView, said: MakeClaims, now: Date): ClaimsView {
  const { attributes = {}, page, events = [] } = given(said);
  const at = now.toISOString();
  const added = events.map((event): ClaimedEvent => ({ name: event.name.trim(), props: propsOf(event), at }));
  return {
    attributes: merged(before.attributes, attributes),
    page: page ? { url: page.url, title: page.title ?? '', at } : before.page,
    events: [...added.reverse(), ...before.events].slice(0, LIMITS.claimedEvents),
  };
}

function merged(before: Record<string, ClaimedValue>, said: Record<string, unknown>): Record<string, ClaimedValue> {
  const after = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(said)) {
    if (value === null) after.delete(name);
    else after.set(name, checked('attributes', name, value));
  }
  return bounded('attributes', after);
}

function propsOf({ props }: PageEvent): Record<string, ClaimedValue> {
  const entries = Object.entries(props ?? {}).map(([name, value]) => [name, checked('events', name, value)] as const);
  return bounded('events', new Map(entries));
}

function bounded(field: string, values: ReadonlyMap<string, ClaimedValue>): Record<string, ClaimedValue> {
  if (values.size > LIMITS.claimedAttributes)
    throw AppError.field(field, `At most ${LIMITS.claimedAttributes} values are kept.`);
  return Object.fromEntries(values);
}

function checked(field: string, name: string, value: unknown): ClaimedValue {
  const isScalar = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (name.trim() === '' || name.length > NAME) throw AppError.field(field, `Names have 1 to ${NAME} characters.`);
  if (!isScalar) throw AppError.field(field, `“${name}” is neither a text, a number, true nor false.`);
  if (Buffer.byteLength(String(value)) > LIMITS.claimedBytes)
    throw AppError.field(field, `“${name}” is longer than ${LIMITS.claimedBytes} bytes.`);
  return value as ClaimedValue;
}
