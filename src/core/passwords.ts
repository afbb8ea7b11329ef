import { Inject, Injectable } from '@nestjs/common';
import { dictionary } from '@zxcvbn-ts/language-common';
import { compare, hash } from 'bcrypt';
import pLimit from 'p-limit';
import { LIMITS } from '../contract/limits';
import { AppError } from './app-error';
import { ENV, type Env } from './env';

/** More at once would keep the threads that files and name lookups need as well. */
const HASHES_AT_ONCE = 2;

/** What is tried first by whoever guesses: those of the fifty thousand most used that are long enough at all. */
const COMMONEST = new Set(dictionary['passwords-common'].filter((password) => password.length >= LIMITS.passwordMin));

/** Keeps passwords as bcrypt hashes, and compares them. */
@Injectable()
export class Passwords {
  private readonly turn = pLimit(HASHES_AT_ONCE);
  /** No password has this hash; comparing with it costs what comparing with a real one does. */
  private readonly nobodys: string;

  constructor(@Inject(ENV) private readonly env: Env) {
    this.nobodys = `$2b$${String(env.BCRYPT_COST).padStart(2, '0')}$${'.'.repeat(21)}u${'.'.repeat(31)}`;
  }

  /** Refuses what is too short, too long or too common; `field` is where the client wrote it. */
  async hash(password: string, field = 'password'): Promise<string> {
    const secret = password.normalize('NFC');
    const problem = problemOf(secret);
    if (problem) throw AppError.field(field, problem);
    return this.hashAnyhow(secret);
  }

  /** Also of passwords that are known to everybody, as those of demo accounts are. Production starts with none of them. */
  hashAnyhow(password: string): Promise<string> {
    return this.turn(() => hash(password.normalize('NFC'), this.env.BCRYPT_COST));
  }

  /** Takes as long for an account that does not exist, whose hash is null, as for one that does. */
  async verify(hashed: string | null, password: string): Promise<boolean> {
    const secret = password.normalize('NFC');
    const isEqual = await this.turn(() => compare(secret, hashed ?? this.nobodys));
    return isEqual && hashed !== null && isWhole(secret);
  }
}

function problemOf(secret: string): string | null {
  if (Array.from(secret).length < LIMITS.passwordMin)
    return `The password needs at least ${LIMITS.passwordMin} characters.`;
  if (!isWhole(secret))
    return `The password is too long: at most ${LIMITS.passwordBytes} bytes count, which is ${LIMITS.passwordBytes} plain letters.`;
  return COMMONEST.has(secret.toLowerCase())
    ? 'This password is one of the first that anybody would guess. Choose another.'
    : null;
}

/** Whether bcrypt reads all of it; what lies beyond would not count. */
function isWhole(secret: string): boolean {
  return Buffer.byteLength(secret) <= LIMITS.passwordBytes;
}
