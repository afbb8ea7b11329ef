/** Bounds that clients may want to know before they are told. The server holds them in any case. */
export const LIMITS = {
  /** Characters of a message. */
  messageBody: 10_000,
  /** Bytes of an attachment. */
  attachmentBytes: 10 * 1024 * 1024,
  attachmentsPerMessage: 10,
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
  /** Hours in which a review can be changed. */
  reviewHours: 24,
  /** Seconds an offered chat waits for the agent's answer. */
  offerSeconds: 30,
  /** Seconds without a connection after which an agent's chats go back to the queue. */
  agentGraceSeconds: 45,
} as const;
