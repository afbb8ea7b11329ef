import { type CountryCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';
import { AppError } from './app-error';

export interface Phone {
  /** E.164, so that any notation of a number is the same number. */
  e164: string;
  /** The digits as they are dialled within the country. */
  local: string;
}

/** The number that is meant; `country` is the shop's, for numbers written without one. */
export function phoneOf(text: string, country: string | null): Phone {
  const number = parsed(text, country);
  if (!number) {
    throw AppError.field('phone', 'This is no phone number. Write it with its country, for example +49 30 901820.');
  }
  return { e164: number.number, local: number.formatNational().replace(/\D/g, '') };
}

/** The number that is meant, if it says its country; `49 30…` and `0049 30…` do so as well. */
export function internationalPhone(text: string): string | null {
  const digits = text.replace(/\D/g, '').replace(/^00/, '');
  const number = parsed(text.trim().startsWith('+') ? text : `+${digits}`, null);
  return number?.number ?? null;
}

function parsed(text: string, country: string | null): PhoneNumber | null {
  const known: CountryCode | undefined = country && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(text, known);
  return number?.isValid() ? number : null;
}
