import type { Profile } from '../contract/employees.dto';
import { AppError } from '../core/app-error';
import { given } from '../core/given';
import { normalKey, searchTextOf } from '../core/normal';
import { phoneOf } from '../core/phone';
import { tidy } from '../core/text';
import { ADMIN_ROLE_ID } from '../roles/built-in-roles';
import type { Employee } from './employee.entity';

/** Which field an employee's unique columns come from. */
export const UNIQUE = { usernameKey: 'username', emailKey: 'email', phone: 'phone' };

interface Edit extends Profile {
  email?: string;
  phone?: string | null;
  chatCapacity?: number;
  ticketCapacity?: number;
  locale?: Employee['locale'];
}

/** Takes over what was sent; what was left out stays, and only a phone can be emptied. */
export function editEmployee(employee: Employee, { phone, ...input }: Edit, country: string | null): void {
  const { email, chatCapacity, ticketCapacity, locale, ...profile } = given(input);
  for (const name of PROFILE) employee[name] = tidy(profile[name] ?? employee[name]);
  employee.email = tidy(email ?? employee.email);
  employee.emailKey = normalKey(employee.email);
  employee.chatCapacity = chatCapacity ?? employee.chatCapacity;
  employee.ticketCapacity = ticketCapacity ?? employee.ticketCapacity;
  employee.locale = locale ?? employee.locale;
  if (phone !== undefined) {
    const number = phone === null ? null : phoneOf(phone, country);
    employee.phone = number?.e164 ?? null;
    employee.localPhone = number?.local ?? null;
  }
  const { username, firstName, lastName, profession, organization } = employee;
  employee.searchText = searchTextOf(
    username,
    firstName,
    lastName,
    employee.email,
    employee.phone,
    profession,
    organization,
  );
}

const PROFILE = ['firstName', 'lastName', 'profession', 'organization', 'address'] as const;

/** Administrators work for all shops, and nobody else does: to others their shop says what they reach. */
export function requirePlace(roleId: string, shopId: string | null): void {
  const isAdmin = roleId === ADMIN_ROLE_ID;
  if (isAdmin && shopId !== null) throw AppError.field('shopId', 'An administrator works for all shops: null.');
  if (!isAdmin && shopId === null) throw AppError.field('shopId', 'Only administrators work for all shops: name one.');
}
