import { mkdir, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FactoryProvider } from '@nestjs/common';
import { ENV, type Env } from '../core/env';

/** Keeps files under keys. Anything that can put, give and remove an object can stand in for the directory. */
export interface AttachmentStore {
  /** The file is there for good, whole, once this resolves; until then it is not there at all. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Fails with `ENOENT` when there is no such file. */
  read(key: string): Promise<Readable>;
  /** No matter whether it was there. */
  remove(key: string): Promise<void>;
}

/** Injection token of the store. */
export const ATTACHMENT_STORE = Symbol('AttachmentStore');

export const attachmentStore: FactoryProvider<AttachmentStore> = {
  provide: ATTACHMENT_STORE,
  useFactory: (env: Env) => new DirectoryStore(directoryOf(env)),
  inject: [ENV],
};

/** Keys are random, so their first two characters spread the files evenly over folders. */
export class DirectoryStore implements AttachmentStore {
  constructor(private readonly directory: string) {}

  async put(key: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(key);
    const unfinished = `${path}.part`;
    await mkdir(dirname(path), { recursive: true });
    try {
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async read(key: string): Promise<Readable> {
    const file = await open(this.pathOf(key));
    return file.createReadStream();
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    if (!/^[0-9a-f]{48}$/.test(key)) throw new Error('Not a key of this store');
    return join(this.directory, key.slice(0, 2), key);
  }
}

export function directoryOf({ ATTACHMENTS_DIR, DATA_DIR }: Env): string {
  if (ATTACHMENTS_DIR) return ATTACHMENTS_DIR;
  return DATA_DIR === ':memory:'
    ? join(tmpdir(), `shopbell-attachments-${process.pid}`)
    : join(DATA_DIR, 'attachments');
}
