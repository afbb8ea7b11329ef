/**
 * A new id whose beginning is the time (UUIDv7), so that what is written at about the same time is stored close
 * together: the database finds, and writes, the ids of many messages on few pages.
 */
export function timeOrderedId(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
