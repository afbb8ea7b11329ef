import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type MailPreference, type MailPreferences, OPTIONAL_MAILS, type OptionalMail } from '../contract/mail.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { MailLinks } from './mail-links';
import { MailPreferenceRow } from './mail-preference.entity';

/** Which mails somebody wants. */
@Injectable()
export class MailPreferencesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly links: MailLinks,
  ) {}

  async of(actor: CustomerActor | StaffActor): Promise<MailPreferences> {
    const kinds: readonly OptionalMail[] = OPTIONAL_MAILS[actor.kind];
    const rows = await this.dataSource.getRepository(MailPreferenceRow).findBy({ recipientId: actor.id });
    const isOff = new Set(rows.filter(({ isOn }) => !isOn).map(({ kind }) => kind));
    return { items: kinds.map((kind) => ({ kind, isOn: !isOff.has(kind) })) };
  }

  async set(actor: CustomerActor | StaffActor, { kind, isOn }: MailPreference): Promise<MailPreferences> {
    const kinds: readonly OptionalMail[] = OPTIONAL_MAILS[actor.kind];
    if (!kinds.includes(kind)) throw AppError.field('kind', 'You do not get mails of this kind.');
    await this.unitOfWork.run((tx) => save(tx, actor.id, kind, isOn));
    return this.of(actor);
  }

  /** By the link in a mail; whoever has the mail may. */
  async unsubscribe(token: string): Promise<void> {
    const wish = this.links.readUnsubscribe(token);
    if (!wish) throw AppError.notFound('link');
    await this.unitOfWork.run((tx) => save(tx, wish.recipientId, wish.kind, false));
  }
}

async function save({ manager, now }: Tx, recipientId: string, kind: OptionalMail, isOn: boolean): Promise<void> {
  await manager.upsert(MailPreferenceRow, { recipientId, kind, isOn, updatedAt: now }, ['recipientId', 'kind']);
}
