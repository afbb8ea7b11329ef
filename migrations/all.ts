import { CreateEvents1764000001000 } from './1764000001000-create-events';
import { CreatePeople1764000002000 } from './1764000002000-create-people';
import { CreateSignIns1764000003000 } from './1764000003000-create-sign-ins';
import { CreateConversations1764000004000 } from './1764000004000-create-conversations';
import { CreateChats1764000005000 } from './1764000005000-create-chats';

/** Every migration, in the order in which they run. */
export const MIGRATIONS = [
  CreateEvents1764000001000,
  CreatePeople1764000002000,
  CreateSignIns1764000003000,
  CreateConversations1764000004000,
  CreateChats1764000005000,
];
