/** The lists of chats, as the address names them. */
export const VIEWS = ['queue', 'mine', 'all', 'closed'] as const;
export type View = (typeof VIEWS)[number];

export interface PlaceSearch {
  /** Only the chats of this team. */
  team?: string;
  /** Words to look for. */
  find?: string;
}
