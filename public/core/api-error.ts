import type { ErrorBody, ErrorCode, FieldError } from '../../src/contract/errors';

/** The server's codes, and what can go wrong before it is reached. */
export type FailureCode = ErrorCode | 'NETWORK' | 'TIMEOUT' | 'CANCELLED';

/** After these, nothing is known to be wrong with the request itself: trying it again later makes sense. */
const TRANSIENT: ReadonlySet<FailureCode> = new Set([
  'NETWORK',
  'TIMEOUT',
  'UNAVAILABLE',
  'INTERNAL',
  'RATE_LIMITED',
] satisfies FailureCode[]);

type Failure = Omit<ErrorBody, 'code'> & { code: FailureCode };

/** What every request of the front ends throws. Show texts by `code` from the catalogue; `message` is for logs. */
export class ApiError extends Error {
  readonly code: FailureCode;
  readonly fields: FieldError[];
  /** Milliseconds the server asked to wait. */
  readonly retryAfterMs: number | null;
  readonly details: Record<string, unknown>;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'ApiError';
    this.code = failure.code;
    this.fields = failure.errors ?? [];
    this.retryAfterMs = failure.retryAfter === undefined ? null : failure.retryAfter * 1000;
    this.details = failure.details ?? {};
  }

  get isTransient(): boolean {
    return TRANSIENT.has(this.code);
  }

  /** What the server says about one field of the input. */
  field(name: string): string | undefined {
    return this.fields.find(({ field }) => field === name)?.message;
  }
}

export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError({ code: 'NETWORK', message: thrown instanceof Error ? thrown.message : String(thrown) });
}

/** Over HTTP the sentence is called `detail`, as in every problem document; sockets call it `message`. */
function isErrorBody(value: unknown): value is ErrorBody & { detail?: string } {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

/** A proxy may answer in the server's place, without one of its codes. */
export function refusal(status: number, body: unknown): ApiError {
  if (isErrorBody(body)) return new ApiError({ ...body, message: body.message ?? body.detail ?? `HTTP ${status}` });
  const code =
    status >= 500 ? 'UNAVAILABLE' : status === 401 ? 'UNAUTHENTICATED' : status === 404 ? 'NOT_FOUND' : 'INTERNAL';
  return new ApiError({ code, message: `HTTP ${status}` });
}
