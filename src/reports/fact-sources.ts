/** What reports know of a ticket or chat. */
export const MOMENTS = [
  'createdAt',
  'claimedAt',
  'firstResponseAt',
  'closedAt',
  'pausedSince',
  'firstResponseDueAt',
  'firstResponseRiskAt',
  'resolutionDueAt',
  'resolutionRiskAt',
  'ratedAt',
] as const;
export const LABELS = ['teamId', 'agentId', 'priority', 'source', 'category'] as const;

export type Moment = (typeof MOMENTS)[number];
export type Label = (typeof LABELS)[number];

/** Where the facts of tickets or chats are. Rows are read by number at first, and later by when they changed. */
export interface FactSource {
  table: string;
  changedAt: string;
  /** SQL of what does not count. */
  leftOut?: string;
  /** The highest number so far, in the shop's row. */
  lastNumber: string;
  moments: {
    createdAt: string;
    claimedAt: string;
    firstResponseAt: string;
    closedAt: string;
    pausedSince?: string;
    firstResponseDueAt?: string;
    firstResponseRiskAt?: string;
    resolutionDueAt?: string;
    resolutionRiskAt?: string;
  };
  labels: { category: string; teamId: string; agentId: string; priority?: string; source?: string };
  /** The column of a review that names the row. */
  reviewedBy: string;
}

export const REPORT_KINDS = ['tickets', 'chats'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export const SOURCES: Record<ReportKind, FactSource> = {
  tickets: {
    table: 'tickets',
    // Its place is in the one that stayed.
    leftOut: 'fact.mergedIntoId IS NOT NULL',
    changedAt: 'updatedAt',
    lastNumber: 'lastTicketNumber',
    moments: {
      createdAt: 'createdAt',
      claimedAt: 'claimedAt',
      firstResponseAt: 'firstResponseAt',
      closedAt: 'closedAt',
      pausedSince: 'pausedSince',
      firstResponseDueAt: 'firstResponseDueAt',
      firstResponseRiskAt: 'firstResponseRiskAt',
      resolutionDueAt: 'resolutionDueAt',
      resolutionRiskAt: 'resolutionRiskAt',
    },
    labels: { category: 'category', teamId: 'teamId', agentId: 'assigneeId', priority: 'priority', source: 'source' },
    reviewedBy: 'ticketId',
  },
  chats: {
    table: 'chats',
    changedAt: 'changedAt',
    lastNumber: 'lastChatNumber',
    moments: { createdAt: 'startedAt', claimedAt: 'takenAt', firstResponseAt: 'answeredAt', closedAt: 'closedAt' },
    labels: { category: 'topic', teamId: 'teamId', agentId: 'agentId' },
    reviewedBy: 'chatId',
  },
};
