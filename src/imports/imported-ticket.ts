import type { DateOrder } from '../contract/imports.dto';
import type { Field } from './columns';

import type { PriorityWord, StatusWord } from './words';

/** How the cells of one file are to be read. */
export interface Reading {
  dateOrder: DateOrder | null;
  timeZone: string;
  country: string;
  /** Categories that headings may name, by their normal form, where no column of its own does. */
  categories: ReadonlyMap<string, string>;
  /** The moment for rows that do not say when they were created. */
  now: Date;
  /** Whether the last row may have been cut off. */
  isCutOff: boolean;
}

/** Why a row is not taken. */
export type RowError =
  | 'unreadable'
  | 'truncated'
  | 'tooManyCells'
  | 'empty'
  | 'titleTooLong'
  | 'descriptionTooLong'
  | 'dateUnreadable'
  | 'closedBeforeCreated'
  | 'createdMissing'
  | 'statusUnknown'
  | 'idTooLong';

/** What is taken all the same, and marked. */
export type RowWarning =
  | 'emailInvalid'
  | 'emailMissing'
  | 'phoneInvalid'
  | 'phoneMissing'
  | 'priorityUnknown'
  | 'nobodyHolds'
  | 'closedMissing'
  | 'closedIgnored'
  | 'createdMissing'
  | 'valueCut';

export interface Problem<Kind extends string = RowError | RowWarning> {
  field: Field | null;
  kind: Kind;
  /** What stands in the cell, shortened. */
  value: string;
}

/** A ticket as the file tells it. */
export interface ImportedTicket {
  externalId: string;
  title: string;
  description: string;
  category: string | null;
  status: StatusWord;
  priority: PriorityWord;
  tags: string[];
  customerName: string | null;
  email: string | null;
  isEmailValid: boolean;
  phone: string | null;
  phoneE164: string | null;
  phoneLast10: string | null;
  isPhoneValid: boolean;
  assignee: string | null;
  createdAt: Date;
  firstResponseAt: Date | null;
  closedAt: Date | null;
  closeReason: string | null;
}

export interface ReadRow {
  line: number;
  /** Null when an error keeps it out. */
  ticket: ImportedTicket | null;
  errors: Problem<RowError>[];
  warnings: Problem<RowWarning>[];
}
