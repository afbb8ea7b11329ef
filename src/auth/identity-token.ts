import { decode, verify } from 'jsonwebtoken';
import { AppError } from '../core/app-error';
import { shortened } from '../core/text';
import type { Vouched } from '../customers/customer-accounts.service';

/** However long the shop says its token lasts, more than this is refused: a leaked one must not last. */
const LONGEST_SECONDS = 3600;
const CLOCK_TOLERANCE = 60;

/** Who the shop's own server says its visitor is; throws UNAUTHENTICATED unless it was signed with one of the secrets. */
export function readIdentity(token: string, secrets: readonly string[], publicKey: string): Vouched {
  for (const secret of secrets) {
    try {
      return vouchedBy(verify(token, secret, { algorithms: ['HS256'], clockTolerance: CLOCK_TOLERANCE }), publicKey);
    } catch {
      // Perhaps it was signed with the other secret.
    }
  }
  const isReadable = decode(token) !== null;
  throw new AppError(
    'UNAUTHENTICATED',
    isReadable ? 'The shop’s token is not valid, or no longer.' : 'The shop’s token cannot be read.',
  );
}

function vouchedBy(payload: unknown, publicKey: string): Vouched {
  if (typeof payload !== 'object' || payload === null) throw new Error('no claims');
  const { sub, exp, aud, name, email } = payload as Record<string, unknown>;
  const secondsLeft = typeof exp === 'number' ? exp - Date.now() / 1000 : Number.POSITIVE_INFINITY;
  if (typeof sub !== 'string' || sub.length === 0 || sub.length > 200 || sub !== sub.trim())
    throw new Error('no subject');
  if (secondsLeft > LONGEST_SECONDS + CLOCK_TOLERANCE) throw new Error('no end, or too far away');
  if (aud !== undefined && aud !== publicKey) throw new Error('for another shop');
  return { externalId: sub, name: textOf(name, 120), email: textOf(email, 254) };
}

function textOf(value: unknown, length: number): string | undefined {
  return typeof value === 'string' && value.length > 0 ? shortened(value, length) : undefined;
}
