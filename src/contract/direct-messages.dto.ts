import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { LastMessage } from './chats.dto';
import { PersonRef } from './common.dto';

export class WriteTo {
  @IsUUID() employeeId: string;
}

export class WatchDirectMessages {
  /** As many exchanges, the latest; of the others one hears as soon as something is written. */
  @IsOptional() @IsInt() @Min(1) @Max(50) latest?: number;
}

/** What two colleagues write to each other, as one of them sees it. Its messages are read and sent like any others. */
export class DirectMessageView {
  conversationId: string;
  shopId: string;
  /** The other one. */
  colleague: PersonRef;
  /** False once one of them is not active any more: what was written stays readable. */
  canWrite: boolean;
  lastSeq: number;
  lastMessage: LastMessage | null;
  /** Whether I wrote that. */
  isLastMine: boolean;
  /** What the other wrote and I have not read. */
  unread: number;
  createdAt: string;
}

export class DirectMessagesUnread {
  /** Messages of all colleagues together. */
  unread: number;
}
