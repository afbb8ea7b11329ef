import { isIPv6 } from 'node:net';

/** Whom an address counts as: of IPv6 the first half, since whoever has one address has all that share it. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head, tail] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const groups = [...(head ?? [])];
  if (tail) groups.push(...Array<string>(Math.max(0, 8 - groups.length - tail.length)).fill('0'), ...tail);
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
