import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';

interface Followed {
  number: number;
  toId: string;
}

/** A ticket that became part of another one leads there; answers with where one is from. */
export function useMerged(ticket: CustomerTicketView | undefined): Followed | null {
  const navigate = useNavigate();
  const [followed, setFollowed] = useState<Followed | null>(null);
  const { number, mergedInto } = ticket ?? {};
  const toId = mergedInto?.id;

  useEffect(() => {
    if (!number || !toId) return;
    setFollowed({ number, toId });
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: toId }, replace: true });
  }, [number, toId, navigate]);

  return followed?.toId === ticket?.id ? followed : null;
}
