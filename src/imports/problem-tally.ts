import type { ImportProblem, ImportProblemCount } from '../contract/imports.dto';
import type { ReadRow } from './imported-ticket';

/** Rows whose problems are kept one by one; of more than these, the counts alone. */
const MOST_KEPT = 10_000;

/** Gathers what is wrong with the rows of a file in bounded memory. */
export class ProblemTally {
  readonly kept: ImportProblem[] = [];
  private readonly sums = new Map<string, ImportProblemCount>();

  constructor(counts: readonly ImportProblemCount[] = []) {
    for (const count of counts) this.sums.set(keyOf(count), { ...count });
  }

  addRow({ line, errors, warnings }: ReadRow): void {
    for (const problem of errors) this.add({ line, severity: 'error', ...problem });
    for (const problem of warnings) this.add({ line, severity: 'warning', ...problem });
  }

  add(problem: ImportProblem): void {
    const { severity, kind, field } = problem;
    const sum = this.sums.get(keyOf(problem));
    if (sum) sum.count += 1;
    else this.sums.set(keyOf(problem), { severity, kind, field, count: 1 });
    if (this.kept.length < MOST_KEPT)
      this.kept.push({ line: problem.line, severity, kind, field, value: problem.value });
  }

  /** Errors first, then what is most frequent. */
  get counts(): ImportProblemCount[] {
    return [...this.sums.values()].sort((a, b) => a.severity.localeCompare(b.severity) || b.count - a.count);
  }
}

function keyOf({ severity, kind, field }: Pick<ImportProblem, 'severity' | 'kind' | 'field'>): string {
  return `${severity} ${kind} ${field}`;
}
