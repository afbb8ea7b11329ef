import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Env } from './env';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What one secret gives for each purpose, so that what is made for one means nothing to another. */
export function derivedKey({ TOKEN_SECRET }: Pick<Env, 'TOKEN_SECRET'>, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', TOKEN_SECRET, 'shopbell', purpose, 32));
}

/** A keyed hash of the parts, which nobody can make without the key and which says nothing of them. */
export function keyedHash(key: Buffer, ...parts: string[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest();
}

/** Texts that only who has the key can read, and nobody can change. */
export class Box {
  constructor(private readonly key: Buffer) {}

  close(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce);
    const closed = [nonce, cipher.update(text, 'utf8'), cipher.final()];
    return Buffer.concat([...closed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Null when it was closed with another key. */
  open(closed: string): string | null {
    const bytes = Buffer.from(closed, 'base64url');
    try {
      const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return null;
    }
  }
}

/** Short statements for links, which only we can make. They are read by anybody, so they hold no secret. */
export class Signer {
  constructor(private readonly key: Buffer) {}

  sign(...parts: string[]): string {
    const said = Buffer.from(JSON.stringify(parts)).toString('base64url');
    return `${said}.${this.signature(said).toString('base64url')}`;
  }

  /** What was signed; null unless we signed it. */
  read(token: string): string[] | null {
    const [, said, given] = /^([\w-]{1,1000})\.([\w-]{43})$/.exec(token) ?? [];
    if (!said || !given || !timingSafeEqual(Buffer.from(given, 'base64url'), this.signature(said))) return null;
    return JSON.parse(Buffer.from(said, 'base64url').toString()) as string[];
  }

  private signature(said: string): Buffer {
    return keyedHash(this.key, said);
  }
}
