import { Injectable } from '@nestjs/common';

const KEPT = 10_000;

/**
 * Whose access changed lately. A socket that was being admitted while that happened is in no room yet and would be
 * missed; it finds out here.
 */
@Injectable()
export class AccessChanges {
  private readonly latest = new Map<string, number>();
  /** How many changes there have been. */
  count = 0;

  note(accountId: string): void {
    this.count += 1;
    const mine = this.count;
    this.latest.set(accountId, mine);
    setTimeout(() => {
      if (this.latest.get(accountId) === mine) this.latest.delete(accountId);
    }, KEPT).unref();
  }

  hasChangedSince(accountId: string, seen: number): boolean {
    return (this.latest.get(accountId) ?? 0) > seen;
  }
}
