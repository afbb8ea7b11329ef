import { Injectable } from '@nestjs/common';
import { IsString, Length } from 'class-validator';
import { LeaveConversation, OpenConversation, ReadMessages, SendMessage, Typing } from '../contract/conversations.dto';
import type { AgentRequests, CustomerRequests } from '../contract/realtime';
import { MessageWriter } from '../conversations/message-writer';
import { ReadMarks } from '../conversations/read-marks.service';
import { Admission } from './admission';
import { ConversationRooms } from './conversation-rooms';
import { ConversationSignals } from './conversation-signals';
import type { RequestTable } from './requests';
import type { AnySocket } from './sockets';

class RefreshToken {
  @IsString() @Length(1, 4000) token: string;
}

type Shared = Pick<CustomerRequests & AgentRequests, keyof CustomerRequests & keyof AgentRequests>;

/** What customers and staff ask alike: all that concerns a conversation. */
@Injectable()
export class SharedRequests {
  readonly table: RequestTable<Shared, AnySocket>;

  constructor(
    conversations: ConversationRooms,
    messages: MessageWriter,
    marks: ReadMarks,
    signals: ConversationSignals,
    admission: Admission,
  ) {
    this.table = {
      'conversation:open': { input: OpenConversation, run: (socket, input) => conversations.open(socket, input) },
      'conversation:leave': {
        input: LeaveConversation,
        run: async (socket, { conversationId }) => {
          conversations.leave(socket, conversationId);
          return null;
        },
      },
      'message:send': { input: SendMessage, run: ({ id, data }, input) => messages.send(data.actor, input, id) },
      'message:read': {
        input: ReadMessages,
        run: async ({ data }, { conversationId, seq }) => {
          await marks.markRead(data.actor, conversationId, seq);
          return null;
        },
      },
      typing: {
        input: Typing,
        run: async (socket, input) => {
          signals.typing(socket, input);
          return null;
        },
      },
      'auth:refresh': {
        input: RefreshToken,
        run: async (socket, { token }) => {
          await admission.refresh(socket, token);
          return null;
        },
      },
    };
  }
}
