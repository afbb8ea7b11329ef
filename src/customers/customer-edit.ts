import type { UpdateCustomer } from '../contract/customers.dto';
import { given } from '../core/given';
import { newId } from '../core/ids';
import { searchTextOf } from '../core/normal';
import { phoneOf } from '../core/phone';
import { nameOf, tidy } from '../core/text';
import { Customer } from './customer.entity';

/** Which field a customer's unique columns come from. */
export const UNIQUE = { usernameKey: 'username', loginEmailKey: 'email', loginPhone: 'phone', externalId: 'identity' };

/** An anonymous visitor of the shop; what is known about them is filled in after. */
export function newCustomer(shopId: string, now: Date): Customer {
  return Object.assign(new Customer(), {
    id: newId(),
    shopId,
    name: '',
    email: null,
    emailKey: null,
    emailVerifiedAt: null,
    mailAllowedAt: null,
    deactivatedThemselvesAt: null,
    mergedIntoId: null,
    phone: null,
    username: null,
    usernameKey: null,
    loginEmailKey: null,
    loginPhone: null,
    loginLocalPhone: null,
    passwordHash: null,
    externalId: null,
    isVerified: false,
    isPriority: false,
    profession: '',
    organization: '',
    address: '',
    locale: null,
    isActive: true,
    accessVersion: 1,
    searchText: '',
    lastSeenAt: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  });
}

/** Takes over what was sent; what was left out stays, and only e-mail and phone can be emptied. */
export function editCustomer(
  customer: Customer,
  { email, phone, ...input }: Omit<UpdateCustomer, 'version'>,
  country: string,
): void {
  const { name, isPriority, ...profile } = given(input);
  if (name !== undefined) customer.name = nameOf(name);
  for (const field of PROFILE) customer[field] = tidy(profile[field] ?? customer[field]);
  customer.isPriority = isPriority ?? customer.isPriority;
  const emailBefore = customer.emailKey;
  if (email !== undefined) customer.setEmail(email && tidy(email));
  const number = phone ? phoneOf(phone, country) : null;
  if (phone !== undefined) customer.phone = number?.e164 ?? null;

  if (customer.isRegistered) {
    if (customer.emailKey !== emailBefore) customer.loginEmailKey = customer.emailKey;
    if (phone !== undefined)
      Object.assign(customer, { loginPhone: number?.e164 ?? null, loginLocalPhone: number?.local ?? null });
  }
  customer.searchText = customerSearchText(customer);
}

export function customerSearchText({ name, email, phone, username, organization }: Customer): string {
  return searchTextOf(name, email, phone, username, organization);
}

const PROFILE = ['profession', 'organization', 'address'] as const;
