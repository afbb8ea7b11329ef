import type { ApiError, FailureCode } from './api-error';

export type ConnectionState =
  | { status: 'idle' }
  | { status: 'connecting' }
  | { status: 'online' }
  | { status: 'reconnecting'; since: number }
  /** Nothing more is tried: the sign-in is over, or this page may not connect at all. */
  | { status: 'ended'; reason: ApiError };

/** How much of a loss people are told: nothing for a blink, then that it is being tried, then that it is off. */
export type ConnectionPhase = 'fine' | 'reconnecting' | 'offline' | 'ended';

const BLINK_MS = 2000;
const OFFLINE_MS = 30_000;

export function connectionPhase(state: ConnectionState, now: number): ConnectionPhase {
  if (state.status === 'ended') return 'ended';
  if (state.status !== 'reconnecting') return 'fine';
  const lostForMs = now - state.since;
  if (lostForMs < BLINK_MS) return 'fine';
  return lostForMs < OFFLINE_MS ? 'reconnecting' : 'offline';
}

const OVER: ReadonlySet<FailureCode> = new Set([
  'UNAUTHENTICATED',
  'TOKEN_REUSED',
  'FORBIDDEN',
  'ORIGIN_REFUSED',
] satisfies FailureCode[]);

/** Whether trying again cannot help. */
export function isOver(error: ApiError): boolean {
  return OVER.has(error.code);
}

/** One person has too many tabs open; if the oldest came back by itself, the tabs would push each other out for ever. */
export function isCrowdedOut(error: ApiError): boolean {
  return error.code === 'RATE_LIMITED' || error.code === 'CAPACITY_REACHED';
}
