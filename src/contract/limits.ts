/** Bounds that clients may want to know before they are told. The server holds them in any case. */
export const LIMITS = {
  /** Characters of a message. */
  messageBody: 10_000,
  /** Bytes of an attachment. */
  attachmentBytes: 10 * 1024 * 1024,
  attachmentsPerMessage: 10,
  /** Bytes and rows of a file of tickets. */
  importBytes: 128 * 1024 * 1024,
  importRows: 500_000,
  /** Items of a list that one request may ask for. */
  pageSize: 100,
  /** Messages that one request may ask for. */
  messagePage: 200,
  /** Waiting chats that a queue snapshot holds. */
  queueSnapshot: 200,
  passwordMin: 8,
  /** bcrypt reads no more than this many bytes, so a longer password is refused. */
  passwordBytes: 72,
  /** Hours after its end in which a customer who writes reopens a chat. */
  reopenHours: 24,
  /** Days after its end in which a customer who writes reopens a ticket, unless the shop says otherwise. */
  ticketReopenDays: 7,
  /** Tickets that one request may change, and tags that one may have. */
  ticketsAtOnce: 100,
  tagsPerTicket: 20,
  /** Lists of tickets that one person keeps, and how far tickets of a list are counted. */
  savedViews: 50,
  ticketCount: 1000,
  /** Messages of each of two tickets that are merged. */
  mergedMessages: 2000,
  /** Hours in which a review can be changed. */
  reviewHours: 24,
  /** What a page can claim about its visitor: so many attributes, of so many bytes each, and the latest events. */
  claimedAttributes: 50,
  claimedBytes: 1024,
  claimedEvents: 20,
  /** Characters of an announcement. */
  announcementTitle: 120,
  announcementBody: 4000,
  /** Days after which alerts are removed. */
  alertDays: 90,
  /** Seconds an offered chat waits for the agent's answer. */
  offerSeconds: 30,
  /** Seconds without a connection after which an agent's chats go back to the queue. */
  agentGraceSeconds: 45,
} as const;
