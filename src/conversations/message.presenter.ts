import type { AttachmentView, MessageView } from '../contract/conversations.dto';
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

/** The same as its sender sees it. */
export function toSenderView({ kind }: Actor, message: MessageView): MessageView {
  return (kind === 'customer' && toCustomerView(message)) || message;
}

type Presentable = Pick<Attachment, 'id' | 'name' | 'mime' | 'size' | 'width' | 'height' | 'thumbnailKey'>;

export function presentAttachment(attachment: Presentable): AttachmentView {
  const { id, name, mime, size, width, height, thumbnailKey } = attachment;
  return { id, name, mime, size, width, height, hasThumbnail: thumbnailKey !== null };
}
