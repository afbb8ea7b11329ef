import { Inject, Injectable } from '@nestjs/common';
import type { OptionalMail } from '../contract/mail.dto';
import { ENV, type Env } from '../core/env';
import { derivedKey, Signer } from '../core/keys';
import { isOptional } from './mail-kinds';

const CONFIRM_WITHIN = 7 * 86_400_000;

/** Where links in mails lead. The host is always the configured one, never what a request calls us. */
@Injectable()
export class MailLinks {
  private readonly unsubscribing: Signer;
  private readonly confirming: Signer;
  private readonly origin: string;

  constructor(@Inject(ENV) env: Env) {
    this.unsubscribing = new Signer(derivedKey(env, 'mail unsubscribe'));
    this.confirming = new Signer(derivedKey(env, 'mail confirm'));
    this.origin = env.PUBLIC_URL;
  }

  /** A page; `query` is encoded. */
  page(path: string, query: Record<string, string> = {}): string {
    const search = new URLSearchParams(query).toString();
    return `${this.origin}${path}${search ? `?${search}` : ''}`;
  }

  unsubscribe(recipientId: string, kind: OptionalMail): string {
    return this.page('/api/v1/mail/unsubscribe', { token: this.unsubscribing.sign(recipientId, kind) });
  }

  /** Who wants to hear no more of what. Works for good, as mails are kept for long. */
  readUnsubscribe(token: string): { recipientId: string; kind: OptionalMail } | null {
    const [recipientId, kind] = this.unsubscribing.read(token) ?? [];
    return recipientId && kind && isOptional(kind) ? { recipientId, kind } : null;
  }

  confirm(customerId: string, addressKey: string, now: Date): string {
    const until = String(now.getTime() + CONFIRM_WITHIN);
    return this.page('/api/v1/mail/confirm', { token: this.confirming.sign(customerId, addressKey, until) });
  }

  readConfirm(token: string, now: Date): { customerId: string; addressKey: string } | null {
    const [customerId, addressKey, until] = this.confirming.read(token) ?? [];
    return customerId && addressKey && Number(until) > now.getTime() ? { customerId, addressKey } : null;
  }
}
