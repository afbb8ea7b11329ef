import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { usePortal } from '../../context';

interface Followed {
  number: number;
  conversationId: string;
  toId: string;
}

/** A ticket that became part of another one leads there, with what was being written; answers with where one is from. */
export function useMerged(ticket: CustomerTicketView | undefined): Followed | null {
  const { drafts } = usePortal();
  const navigate = useNavigate();
  const [followed, setFollowed] = useState<Followed | null>(null);
  const { number, conversationId, mergedInto } = ticket ?? {};
  const toId = mergedInto?.id;
  const isThere = followed !== null && followed.toId === ticket?.id;

  useEffect(() => {
    if (!number || !conversationId || !toId) return;
    setFollowed({ number, conversationId, toId });
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: toId }, replace: true });
  }, [number, conversationId, toId, navigate]);

  useEffect(() => {
    if (isThere && conversationId) drafts.move(followed.conversationId, conversationId);
  }, [isThere, conversationId, followed, drafts]);

  return isThere ? followed : null;
}
