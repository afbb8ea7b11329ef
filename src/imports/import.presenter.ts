import type { PersonRef } from '../contract/common.dto';
import type { ImportProblem, ImportView } from '../contract/imports.dto';
import type { Import } from './import.entity';
import type { ImportProblemRow } from './import-problem.entity';

export function presentImport(
  job: Import,
  startedBy: PersonRef | null,
  problems: readonly ImportProblemRow[],
): ImportView {
  const { id, shopId, fileName, status, findings, rows, rowsDone, created, existing, refused, flagged, failure } = job;
  return {
    ...{ id, shopId, fileName, status, findings, rows, rowsDone, created, existing, refused, flagged },
    problemCounts: job.problemCounts,
    problems: problems.map(presentProblem),
    failure,
    startedBy,
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}

export function presentProblem({ line, severity, kind, field, value }: ImportProblemRow): ImportProblem {
  return { line, severity, kind, field, value };
}

export function subjectOfImport({ id, shopId }: Import) {
  return { kind: 'import', id, shopId };
}

/** What the trail says of an end. */
export function outcomeOf(job: Import) {
  const { status, rowsDone, created, existing, refused, failure } = job;
  const after = { rowsDone, created, existing, refused, ...(failure ? { failure } : {}) };
  return { subject: subjectOfImport(job), from: 'running', to: status, after };
}
