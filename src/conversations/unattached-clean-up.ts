import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThan } from 'typeorm';
import { Clock } from '../database/clock';
import { Leases } from '../database/leases';
import { UnitOfWork } from '../database/unit-of-work';
import { Attachment } from './attachment.entity';
import { AttachmentsService } from './attachments.service';

const KEPT = 24 * 3_600_000;
const EVERY = 600_000;
const AT_ONCE = 500;

/** Removes uploads that were never sent, a day after they came. */
@Injectable()
export class UnattachedCleanUp {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly attachments: AttachmentsService,
    leases: Leases,
  ) {
    leases.every({ name: 'unattached-uploads', everyMs: EVERY, run: () => this.removeOld() });
  }

  async removeOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT);
    const old = await this.dataSource.getRepository(Attachment).find({
      where: { messageSeq: IsNull(), createdAt: LessThan(before) },
      order: { createdAt: 'ASC' },
      take: AT_ONCE,
    });
    for (const attachment of old) {
      // One that has been sent in this moment stays.
      const { affected } = await this.unitOfWork.run((tx) =>
        tx.manager.delete(Attachment, { id: attachment.id, messageSeq: IsNull() }),
      );
      if (affected) await this.attachments.removeFiles(attachment);
    }
  }
}
