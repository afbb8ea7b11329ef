import { CreateEvents1764000001000 } from './1764000001000-create-events';
import { CreatePeople1764000002000 } from './1764000002000-create-people';
import { CreateSignIns1764000003000 } from './1764000003000-create-sign-ins';
import { CreateConversations1764000004000 } from './1764000004000-create-conversations';
import { CreateChats1764000005000 } from './1764000005000-create-chats';
import { CreateTickets1764000006000 } from './1764000006000-create-tickets';
import { CreateSla1764000007000 } from './1764000007000-create-sla';
import { CreateMail1764000008000 } from './1764000008000-create-mail';
import { CreateImports1764000009000 } from './1764000009000-create-imports';
import { CreateAlerts1764000010000 } from './1764000010000-create-alerts';
import { CreateDirectMessages1764000010500 } from './1764000010500-create-direct-messages';
import { CreateSavedViews1764000011000 } from './1764000011000-create-saved-views';
import { ContinueConversations1764000012000 } from './1764000012000-continue-conversations';
import { CreateClaims1764000013000 } from './1764000013000-create-claims';
import { OrderByDueTime1764000014000 } from './1764000014000-order-by-due-time';
import { ListAcrossShops1764000015000 } from './1764000015000-list-across-shops';
import { KeepFacts1764000016000 } from './1764000016000-keep-facts';

/** Every migration, in the order in which they run. */
export const MIGRATIONS = [
  CreateEvents1764000001000,
  CreatePeople1764000002000,
  CreateSignIns1764000003000,
  CreateConversations1764000004000,
  CreateChats1764000005000,
  CreateTickets1764000006000,
  CreateSla1764000007000,
  CreateMail1764000008000,
  CreateImports1764000009000,
  CreateAlerts1764000010000,
  CreateDirectMessages1764000010500,
  CreateSavedViews1764000011000,
  ContinueConversations1764000012000,
  CreateClaims1764000013000,
  OrderByDueTime1764000014000,
  ListAcrossShops1764000015000,
  KeepFacts1764000016000,
];
