import type { OwnProfile } from '../contract/accounts.dto';
import type { CustomerView } from '../contract/customers.dto';
import type { Customer } from './customer.entity';

export function presentCustomer(customer: Customer): CustomerView {
  return {
    id: customer.id,
    shopId: customer.shopId,
    name: customer.name,
    email: customer.email,
    phone: customer.phone,
    profession: customer.profession,
    organization: customer.organization,
    address: customer.address,
    isVerified: customer.isVerified,
    isEmailVerified: customer.emailVerifiedAt !== null,
    isRegistered: customer.isRegistered,
    isPriority: customer.isPriority,
    isActive: customer.isActive,
    locale: customer.locale,
    lastSeenAt: customer.lastSeenAt?.toISOString() ?? null,
    createdAt: customer.createdAt.toISOString(),
    updatedAt: customer.updatedAt.toISOString(),
    version: customer.version,
  };
}

/** What events keep of a customer: no password. */
export function snapshotOfCustomer(customer: Customer) {
  const { name, email, phone, username, profession, organization, address } = customer;
  const { externalId, isVerified, isRegistered, isPriority, isActive, locale } = customer;
  const profile = { name, email, phone, username, profession, organization, address };
  const isEmailVerified = customer.emailVerifiedAt !== null;
  const isMailAllowed = customer.mailAllowedAt !== null;
  return {
    ...profile,
    isEmailVerified,
    isMailAllowed,
    externalId,
    isVerified,
    isRegistered,
    isPriority,
    isActive,
    locale,
  };
}

export function subjectOfCustomer({ id, shopId }: Customer) {
  return { kind: 'customer', id, shopId };
}

/** One's own account. */
export function presentProfile(customer: Customer): OwnProfile {
  const { id, shopId, username, name, email, phone, profession, organization, address, locale } = customer;
  const isEmailVerified = customer.emailVerifiedAt !== null;
  return { id, shopId, username, name, email, isEmailVerified, phone, profession, organization, address, locale };
}
