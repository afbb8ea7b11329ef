import { Inject, Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import type { Locale } from '../contract/shops.dto';
import { ENV, type Env } from '../core/env';
import { newId } from '../core/ids';
import { Box, derivedKey, keyedHash } from '../core/keys';
import { normalKey } from '../core/normal';
import { insertRows } from '../database/insert-rows';
import type { Tx } from '../database/unit-of-work';
import { Delivery } from './delivery.entity';
import { isForAnybody, isOptional, type MailData, type MailKind, type RecipientKind } from './mail-kinds';
import { MailPreferenceRow } from './mail-preference.entity';
import { MAIL_TRANSPORT, type MailTransport } from './mail-transport';

const DAY = 86_400_000;

export interface Recipient {
  kind: RecipientKind;
  id: string;
  address: string;
  locale: Locale;
  /** Whether the address's owner is known to want mail from here. */
  isConfirmed: boolean;
}

export interface NewDelivery<Kind extends MailKind> {
  kind: Kind;
  shopId: string | null;
  to: Recipient;
  data: MailData[Kind];
  /** What must not be told twice, such as an event's id; the recipient is added. */
  onceKey?: string;
}

/** What became of a mail: `added` alone means that it will be sent. */
export type Added = 'added' | 'told' | 'off' | 'unwanted' | 'unconfirmed' | 'tooSoon';

/** What the worker needs, and nobody else may read. */
export interface Sealed {
  to: string;
  locale: Locale;
  data: MailData[MailKind];
}

/** Mails that go out because of a change, written in the same transaction as the change. */
@Injectable()
export class Deliveries {
  private readonly box: Box;
  private readonly addressSecret: Buffer;

  constructor(
    @Inject(ENV) env: Env,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport | null,
  ) {
    this.box = new Box(derivedKey(env, 'mail content'));
    this.addressSecret = derivedKey(env, 'mail address');
  }

  /** Whether mail goes anywhere at all; what depends on it must say so otherwise. */
  get isOn(): boolean {
    return this.transport !== null;
  }

  async add<Kind extends MailKind>(tx: Tx, { kind, shopId, to, data, onceKey }: NewDelivery<Kind>): Promise<Added> {
    if (!this.isOn) return 'off';
    if (!to.isConfirmed && !isForAnybody(kind)) return 'unconfirmed';
    if (isOptional(kind) && (await isUnwanted(tx, to.id, kind))) return 'unwanted';
    const addressKey = this.addressKey(to.address);
    if (!to.isConfirmed && (await wasWrittenTo(tx, addressKey))) return 'tooSoon';

    const day = tx.now.toISOString().slice(0, 10);
    // Two at the same moment would both find that nothing was sent today.
    const unconfirmedKey = `unconfirmed:${day}:${addressKey}`;
    const confirmedKey = onceKey ? `${onceKey}:${to.id}` : null;
    const delivery = this.delivery(tx, kind, shopId, to, data, to.isConfirmed ? confirmedKey : unconfirmedKey);
    if (delivery.onceKey === null) {
      await tx.manager.insert(Delivery, delivery);
      return 'added';
    }
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Delivery)
      .values(delivery)
      .orIgnore()
      .updateEntity(false)
      .execute();
    if (await tx.manager.existsBy(Delivery, { id: delivery.id })) return 'added';
    return to.isConfirmed ? 'told' : 'tooSoon';
  }

  /** The same mail to many at the price of one, for a change that cannot happen twice. */
  async addForAll<Kind extends MailKind>(
    tx: Tx,
    { kind, shopId, to, data }: Omit<NewDelivery<Kind>, 'to' | 'onceKey'> & { to: readonly Recipient[] },
  ): Promise<void> {
    const confirmed = this.isOn ? to.filter(({ isConfirmed }) => isConfirmed) : [];
    if (confirmed.length === 0) return;
    const recipientId = In(confirmed.map(({ id }) => id));
    const off = isOptional(kind) ? await tx.manager.findBy(MailPreferenceRow, { recipientId, kind, isOn: false }) : [];
    const unwanted = new Set(off.map((row) => row.recipientId));
    const wanted = confirmed.filter(({ id }) => !unwanted.has(id));
    await insertRows(
      tx.manager,
      Delivery,
      wanted.map((one) => this.delivery(tx, kind, shopId, one, data, null)),
    );
  }

  /** Costs as much as a mail and is none, for questions whose answer must tell nothing. */
  async addNobody(tx: Tx, kind: MailKind): Promise<void> {
    await tx.manager.insert(Delivery, {
      id: newId(),
      onceKey: null,
      kind,
      shopId: null,
      recipientKind: null,
      recipientId: null,
      addressKey: '',
      isUnconfirmed: false,
      sealed: null,
      status: 'skipped',
      attempts: 0,
      dueAt: tx.now,
      lastError: null,
      createdAt: tx.now,
      endedAt: tx.now,
    });
  }

  /** Null when it cannot be read any more, since the secret has changed. */
  open(delivery: Delivery): Sealed | null {
    const text = delivery.sealed && this.box.open(delivery.sealed);
    return text ? (JSON.parse(text) as Sealed) : null;
  }

  addressKey(address: string): string {
    return keyedHash(this.addressSecret, normalKey(address)).toString('hex');
  }

  private delivery<Kind extends MailKind>(
    tx: Tx,
    kind: Kind,
    shopId: string | null,
    to: Recipient,
    data: MailData[Kind],
    onceKey: string | null,
  ): Delivery {
    return {
      id: newId(),
      onceKey,
      kind,
      shopId,
      recipientKind: to.kind,
      recipientId: to.id,
      addressKey: this.addressKey(to.address),
      isUnconfirmed: !to.isConfirmed,
      sealed: this.box.close(JSON.stringify({ to: to.address, locale: to.locale, data } satisfies Sealed)),
      status: 'pending',
      attempts: 0,
      dueAt: tx.now,
      lastError: null,
      createdAt: tx.now,
      endedAt: null,
    };
  }
}

async function isUnwanted(tx: Tx, recipientId: string, kind: MailPreferenceRow['kind']): Promise<boolean> {
  return tx.manager.existsBy(MailPreferenceRow, { recipientId, kind, isOn: false });
}

async function wasWrittenTo(tx: Tx, addressKey: string): Promise<boolean> {
  const since = new Date(tx.now.getTime() - DAY);
  return tx.manager.existsBy(Delivery, { addressKey, isUnconfirmed: true, createdAt: MoreThan(since) });
}
