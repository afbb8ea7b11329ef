import type { Presence } from '../../../../src/contract/chats.dto';

export type { Presence };

/** In the order of the menu. */
export const PRESENCES: readonly Presence[] = ['available', 'away', 'invisible'];
