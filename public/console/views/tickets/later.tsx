import { laterPart } from '../../../ui/later-part';

/** Whoever works on chats alone needs none of it. */
export const ticketParts = {
  panes: () => import('./ticket-panes'),
  dialogs: () => import('./dialogs/ticket-dialogs'),
  kept: () => import('./kept-lists'),
  ofCustomer: () => import('./details/customer-tickets'),
};

export const TicketPanes = laterPart(async () => (await ticketParts.panes()).TicketPanes);
export const TicketDialogs = laterPart(async () => (await ticketParts.dialogs()).TicketDialogs);
export const KeptLists = laterPart(async () => (await ticketParts.kept()).KeptLists);
export const CustomerTickets = laterPart(async () => (await ticketParts.ofCustomer()).CustomerTickets);
