import { AppError } from './app-error';

interface Versioned {
  version: number;
  updatedAt: Date;
}

/** The editor saw this version; a newer one is somebody else's edit, which must not be overwritten unseen. */
export function requireVersion(row: Versioned, seen: number): void {
  if (row.version === seen) return;
  throw new AppError('VERSION_CONFLICT', 'Somebody else has changed this since you read it. Read it again.', {
    details: { version: row.version },
  });
}

/** Marks the row, which the caller has locked, as changed. */
export function revise(row: Versioned, now: Date): void {
  row.version += 1;
  row.updatedAt = now;
}
