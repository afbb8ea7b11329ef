import { isEmail } from 'class-validator';
import { normalKey, searchTextOf } from '../core/normal';
import { writtenPhone } from '../core/phone';
import { tidy } from '../core/text';
import type { Ticket } from './ticket.entity';

type Contact = Pick<
  Ticket,
  'contactEmail' | 'contactPhone' | 'contactPhoneE164' | 'contactPhoneLast10' | 'isEmailValid' | 'isPhoneValid'
>;

/** E-mail and phone as they were written, flagged where they cannot be right; `country` is the shop's. */
export function contactOf(email: string | null, phone: string | null, country: string | null): Contact {
  const contactEmail = (email && tidy(email)) || null;
  const contactPhone = (phone && tidy(phone)) || null;
  const { e164 = null, last10, isValid = true } = contactPhone ? writtenPhone(contactPhone, country) : {};
  return {
    contactEmail,
    contactPhone,
    contactPhoneE164: e164,
    contactPhoneLast10: last10 || null,
    isEmailValid: !contactEmail || isEmail(contactEmail),
    isPhoneValid: isValid,
  };
}

/** In one spelling, each once. */
export function tagsOf(tags: readonly string[]): string[] {
  return [...new Set(tags.map(normalKey).filter(Boolean))];
}

/** What a ticket is found by, apart from its messages. */
export function ticketSearchText(
  ticket: Pick<Ticket, 'number' | 'title' | 'description' | 'contactEmail' | 'contactPhone' | 'tags' | 'externalId'>,
  customer: { name: string; email: string | null },
): string {
  const { number, title, description, contactEmail, contactPhone, tags, externalId } = ticket;
  return searchTextOf(
    ...[`#${number}`, title, customer.name, customer.email, contactEmail, contactPhone, externalId],
    ...tags,
    description,
  );
}
