import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../core/env';
import { derivedKey, keyedHash } from '../core/keys';

/** Letters that survive a mail server which takes capitals for small ones. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_BYTES = 16;
const SEAL_BYTES = 16;

/**
 * Addresses for replies: `reply+<token>@…`, where the token is the conversation and a seal that only we can make. It
 * is made for one customer, so another's address for the same conversation is another.
 */
@Injectable()
export class ReplyAddresses {
  private readonly key: Buffer;
  private readonly name: string;
  private readonly domain: string;

  constructor(@Inject(ENV) env: Env) {
    this.key = derivedKey(env, 'mail reply');
    [this.name = '', this.domain = ''] = (env.MAIL_REPLY_ADDRESS ?? '').toLowerCase().split('@');
  }

  /** Null where replies are not taken. */
  of(conversationId: string, customerId: string): string | null {
    if (!this.domain) return null;
    const id = Buffer.from(conversationId.replaceAll('-', ''), 'hex');
    return `${this.name}+${encoded(Buffer.concat([id, this.seal(conversationId, customerId)]))}@${this.domain}`;
  }

  /** Which conversation an address is of, if the seal is one that we made for one of these customers. */
  read(address: string): { conversationId: string; isFor: (customerId: string) => boolean } | null {
    const [local = '', domain] = address.trim().toLowerCase().split('@');
    const [name, token] = local.split('+');
    if (!this.domain || domain !== this.domain || name !== this.name || !token) return null;
    const bytes = decoded(token);
    // The last letter holds bits that mean nothing; only as we write it is it ours.
    if (bytes?.length !== ID_BYTES + SEAL_BYTES || encoded(bytes) !== token) return null;
    const conversationId = bytes
      .toString('hex', 0, ID_BYTES)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const seal = bytes.subarray(ID_BYTES);
    return { conversationId, isFor: (customerId) => timingSafeEqual(seal, this.seal(conversationId, customerId)) };
  }

  private seal(conversationId: string, customerId: string): Buffer {
    return keyedHash(this.key, conversationId, customerId).subarray(0, SEAL_BYTES);
  }
}

/** Base 32 as in RFC 4648, in small letters and without padding. */
function encoded(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function decoded(text: string): Buffer | null {
  if (!/^[a-z2-7]{1,80}$/.test(text)) return null;
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
