import type { AttachmentView, MessageReceipt, MessageView } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import type { Attachment } from './attachment.entity';
import type { NumberedMessage } from './numbering';

/** A message as staff see it. */
export function presentMessage(
  message: NumberedMessage,
  authorName: string,
  attachments: AttachmentView[],
): MessageView {
  return {
    id: message.id,
    conversationId: message.conversationId,
    seq: message.seq,
    publicSeq: message.publicSeq,
    clientId: message.clientId,
    author: { kind: message.authorKind, id: message.authorId, name: authorName },
    visibility: message.visibility,
    body: message.body,
    system: message.system,
    attachments,
    createdAt: message.createdAt.toISOString(),
  };
}

/** The same as its customer sees it: under its public number, or not at all. */
export function toCustomerView(message: MessageView): MessageView | null {
  return message.publicSeq === null ? null : { ...message, seq: message.publicSeq };
}

/** Customers count by public numbers, so that nothing tells them of notes. */
export function presentReceipt(actor: Actor, message: MessageView): MessageReceipt {
  const { id, publicSeq, createdAt } = message;
  const seq = actor.kind === 'customer' && publicSeq !== null ? publicSeq : message.seq;
  return { id, clientId: message.clientId ?? '', seq, publicSeq, createdAt };
}

type Presentable = Pick<Attachment, 'id' | 'name' | 'mime' | 'size' | 'width' | 'height' | 'thumbnailKey'>;

export function presentAttachment(attachment: Presentable): AttachmentView {
  const { id, name, mime, size, width, height, thumbnailKey } = attachment;
  return { id, name, mime, size, width, height, hasThumbnail: thumbnailKey !== null };
}
