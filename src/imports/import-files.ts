import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { directoryOf } from '../conversations/attachment-store';
import { ENV, type Env } from '../core/env';
import { type Encoding, toUtf8 } from './text-file';

/** Keeps the files of imports beside the attachments, where every server finds them. */
@Injectable()
export class ImportFiles {
  private readonly directory: string;

  constructor(@Inject(ENV) env: Env) {
    this.directory = join(directoryOf(env), 'imports');
  }

  pathOf(importId: string): string {
    return join(this.directory, `${importId}.csv`);
  }

  /** Takes the bytes as they come and keeps them as UTF-8; nothing stays of a file that is no text. */
  async keep(importId: string, content: Readable): Promise<Encoding> {
    await mkdir(this.directory, { recursive: true });
    const raw = `${this.pathOf(importId)}.part`;
    try {
      await pipeline(content, createWriteStream(raw, { mode: 0o600 }));
      return await toUtf8(raw, this.pathOf(importId));
    } catch (error) {
      await this.remove(importId);
      throw error;
    } finally {
      await rm(raw, { force: true });
    }
  }

  async has(importId: string): Promise<boolean> {
    return stat(this.pathOf(importId)).then(
      () => true,
      () => false,
    );
  }

  async sizeOf(importId: string): Promise<number> {
    return (await stat(this.pathOf(importId))).size;
  }

  /** No matter whether it was there. */
  async remove(importId: string): Promise<void> {
    await rm(this.pathOf(importId), { force: true });
  }

  /** The imports whose files lie here since before this moment, finished uploads or not. */
  async keptSince(before: Date): Promise<string[]> {
    const names = await readdir(this.directory).catch(() => []);
    const old: string[] = [];
    for (const name of names) {
      const { mtime } = await stat(join(this.directory, name)).catch(() => ({ mtime: before }));
      if (mtime < before) old.push(name.replace(/\..*$/, ''));
    }
    return old;
  }

  async removeAll(importId: string): Promise<void> {
    await this.remove(importId);
    await rm(`${this.pathOf(importId)}.part`, { force: true });
  }
}
