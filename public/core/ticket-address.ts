const ADDRESS = /\/portal\/tickets\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#]|$)/;

/** The ticket that a page of the portal is about: whoever began a chat there wants to talk about it. */
export function ticketAt(pageUrl: string | null): string | null {
  return ADDRESS.exec(pageUrl ?? '')?.[1] ?? null;
}
