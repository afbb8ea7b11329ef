/** The words of the tickets, by language. */
export const ticketMessages = {
  en: () => import('../../../messages/tickets.en.json'),
  de: () => import('../../../messages/tickets.de.json'),
};
