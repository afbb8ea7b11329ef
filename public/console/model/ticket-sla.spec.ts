import { type SlaSaying, slaStanding } from './ticket-sla';

const NOON = '2026-11-20T12:00:00Z';
const LATER = '2026-11-20T13:00:00Z';
const MUCH_LATER = '2026-11-20T18:00:00Z';
const NOW = Date.parse('2026-11-20T12:30:00Z');

const open = {
  sla: 'ok',
  status: 'open',
  firstResponseAt: null,
  firstResponseDueAt: LATER,
  resolutionDueAt: MUCH_LATER,
  closedAt: null,
} as const;

type Given = Partial<Parameters<typeof slaStanding>[0]>;

it.each<[string, Given, SlaSaying | undefined, string | undefined, number | undefined]>([
  ['is due for its first answer', {}, 'answerDue', 'ok', 30],
  ['is nearly due', { sla: 'atRisk' }, 'answerDue', 'warn', 30],
  ['came late between two pushes', { firstResponseDueAt: NOON }, 'answerLate', 'danger', 30],
  ['was answered', { firstResponseAt: NOON }, 'solutionDue', 'ok', 330],
  ['is late as a whole', { firstResponseAt: NOON, resolutionDueAt: NOON }, 'solutionLate', 'danger', 30],
  ['had to be solved before its answer is due', { resolutionDueAt: NOON }, 'solutionLate', 'danger', 30],
  ['stands still', { sla: 'paused' }, 'paused', 'neutral', 0],
  ['was closed in time', { sla: 'met', closedAt: NOON }, 'met', 'ok', 0],
  ['was closed late', { sla: 'breached', closedAt: LATER, resolutionDueAt: NOON }, 'solvedLate', 'danger', 0],
  ['was answered late', { sla: 'breached', closedAt: LATER, firstResponseAt: LATER }, 'answeredLate', 'danger', 0],
  ['was promised nothing', { sla: 'none' }, undefined, undefined, undefined],
])('a ticket that %s says so', (_, given, saying, tone, minutes) => {
  const standing = slaStanding({ ...open, ...given }, NOW);

  expect(standing?.saying).toBe(saying);
  expect(standing?.tone).toBe(tone);
  expect(standing && standing.ms / 60_000).toBe(minutes ?? null);
});
