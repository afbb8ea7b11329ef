import { isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';
import { AppError } from './app-error';

export interface Phone {
  /** E.164, so that any notation of a number is the same number. */
  e164: string;
  /** The digits as they are dialled within the country. */
  local: string;
}

/** A phone number that somebody wrote, which need not be one: kept as it is and marked, never refused. */
export interface WrittenPhone {
  /** As it was written, with its leading zeros. */
  written: string;
  /** Null when it is no number of the country, nor of the one it names. */
  e164: string | null;
  /** The last ten digits, of the E.164 where there is one, by which the same number is found however it was written. */
  last10: string;
  isValid: boolean;
}

interface Mobiles {
  callingCode: string;
  /** The digits without it. */
  shape: RegExp;
  digits: number;
}

/**
 * Countries that hand out mobile numbers faster than the library's plans learn of it: there the shape decides. India:
 * ten digits, the first from 6 to 9.
 */
const MOBILES: Readonly<Record<string, Mobiles>> = {
  IN: { callingCode: '91', shape: /^[6-9]\d{9}$/, digits: 10 },
};

/** What was meant; `country` is the shop's, for numbers without one. */
export function writtenPhone(text: string, country: string | null): WrittenPhone {
  const written = text.trim();
  const e164 = numberOf(written, country)?.number ?? null;
  return { written, e164, last10: digitsOf(e164 ?? written).slice(-10), isValid: e164 !== null };
}

/** The number of somebody's account, refused where `writtenPhone` would mark it. */
export function phoneOf(text: string, country: string | null): Phone {
  const number = numberOf(text.trim(), country);
  if (!number) {
    throw AppError.field('phone', 'This is no phone number. Write it with its country, for example +49 30 901820.');
  }
  return { e164: number.number, local: digitsOf(number.formatNational()) };
}

/** The number that is meant, if it says its country; `49 30…` and `0049 30…` do so as well. */
export function internationalPhone(text: string): string | null {
  const digits = digitsOf(text).replace(/^00/, '');
  return numberOf(text.trim().startsWith('+') ? text.trim() : `+${digits}`, null)?.number ?? null;
}

/** The one rule of what a phone number is. */
function numberOf(written: string, country: string | null): PhoneNumber | null {
  const number = parsed(written, country);
  if (!number) return null;
  const shaped = Object.values(MOBILES).find(({ callingCode }) => callingCode === number.countryCallingCode);
  return (shaped ? shaped.shape.test(number.nationalNumber) : number.isValid()) ? number : null;
}

function parsed(written: string, country: string | null): PhoneNumber | undefined {
  const own = country === null ? undefined : MOBILES[country];
  const digits = digitsOf(written);
  // With as many digits as a number of the country has, two zeros in front are no prefix of another country.
  if (own && digits.length === own.digits && !written.startsWith('+')) {
    return own.shape.test(digits) ? parsePhoneNumberFromString(`+${own.callingCode}${digits}`) : undefined;
  }
  const known = country !== null && isSupportedCountry(country) ? country : undefined;
  return parsePhoneNumberFromString(written, known);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
