/** The page of measurements, docs/benchmarks.md: each part writes its own section and leaves the others as they are. */
import { execSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { onServer } from './servers.mjs';

const PAGE = join(import.meta.dirname, '../docs/benchmarks.md');

/** Puts the text between the marks of its section; a section that is new comes last. */
export function writeSection(name, markdown) {
  const page = readFileSync(PAGE, 'utf8');
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const section = `${opening}\n${markdown.trim()}\n${closing}`;
  const [from, to] = [page.indexOf(opening), page.indexOf(closing)];
  const isNew = from < 0 || to < 0;
  writeFileSync(
    PAGE,
    isNew ? `${page.trimEnd()}\n\n${section}\n` : page.slice(0, from) + section + page.slice(to + closing.length),
  );
}

/** On what machine, with what database, of which commit and when this is measured. */
export async function whereAndWhen() {
  const [{ version, flush }] = await onServer('SELECT VERSION() AS version, @@innodb_flush_log_at_trx_commit AS flush');
  const commit = execSync('git rev-parse --short HEAD', { cwd: import.meta.dirname })
    .toString()
    .trim();
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const day = new Date().toISOString().slice(0, 10);
  return `${machine}, Node ${process.version}, MariaDB ${version} (flush at commit ${flush}). Commit ${commit}, ${day}.`;
}
