import { Injectable } from '@nestjs/common';
import type { ChatExportQuery, ChatView } from '../contract/chats.dto';
import type { StaffActor } from '../core/actor';
import type { CsvDownload } from '../core/csv-file';
import { type ExportColumns, exportList } from '../core/list-export';
import { ChatReader } from './chat-reader.service';

const COLUMNS: ExportColumns<ChatView> = {
  number: ({ number }) => number,
  status: ({ status }) => status,
  customer_name: ({ customer }) => customer.name,
  email: ({ customer }) => customer.email,
  topic: ({ topic }) => topic,
  first_message: ({ firstMessage }) => firstMessage,
  team: ({ team }) => team?.name ?? null,
  agent: ({ agent }) => agent?.name ?? null,
  started_at: ({ startedAt }, shown) => shown(startedAt),
  taken_at: ({ takenAt }, shown) => shown(takenAt),
  closed_at: ({ closedAt }, shown) => shown(closedAt),
  close_reason: ({ closeReason }) => closeReason,
  rating: ({ review }) => review?.rating ?? null,
  comment: ({ review }) => review?.comment ?? null,
  page: ({ pageUrl }) => pageUrl,
  language: ({ language }) => language,
};

/** The chats of a list as a table to take away. */
@Injectable()
export class ChatExports {
  constructor(private readonly reader: ChatReader) {}

  of(actor: StaffActor, { tz, limit: _, cursor: __, ...filters }: ChatExportQuery): Promise<CsvDownload> {
    const page = (paging: { limit: number; cursor?: string }) => this.reader.list(actor, { ...filters, ...paging });
    return exportList({ name: 'chats', columns: COLUMNS, timeZone: tz ?? 'UTC', page });
  }
}
