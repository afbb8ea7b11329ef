import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OptionalMail } from '../contract/mail.dto';

/** Somebody's wish about one kind of mail; without a row it comes. */
@Entity('mail_preferences')
export class MailPreferenceRow {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  recipientId!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  kind!: OptionalMail;

  @Column({ type: 'boolean' })
  isOn!: boolean;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;
}
