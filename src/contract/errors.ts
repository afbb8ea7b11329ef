/** Every error a client can receive, with its HTTP status. Socket acknowledgements carry the same codes. */
export const ERROR_STATUS = {
  VALIDATION_FAILED: 400,
  UNAUTHENTICATED: 401,
  INVALID_CREDENTIALS: 401,
  TOKEN_REUSED: 401,
  FORBIDDEN: 403,
  ORIGIN_REFUSED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  /** The state of the thing forbids the action (a closed chat, a transfer to an agent who is away). */
  STATE_CONFLICT: 409,
  /** Someone was faster; `details.holder` names who. */
  ALREADY_TAKEN: 409,
  /** Only the agent who holds the chat may do this, and that is somebody else or nobody. */
  NOT_HOLDER: 409,
  CHAT_CLOSED: 409,
  CAPACITY_REACHED: 409,
  /** This agent gave the item back for good. */
  DECLINED: 409,
  /** Still referred to; `details.usedBy` says by what. */
  IN_USE: 409,
  /** A name, e-mail, phone or slug that must be unique belongs to somebody else. */
  NOT_UNIQUE: 409,
  /** Sent before with this `clientId` or `Idempotency-Key`, but with other content. */
  CLIENT_ID_REUSED: 409,
  /** Changed by somebody else since it was read. */
  VERSION_CONFLICT: 409,
  LAST_ADMIN: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_TYPE: 415,
  /** Well formed, but what it asks for cannot be done; `errors` says which field. */
  UNPROCESSABLE: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  /** A dependency is away for the moment; nothing was changed, trying again is safe. */
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export interface FieldError {
  field: string;
  message: string;
}

/** What went wrong: `message` says it in a sentence, `code` is stable for programs. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  errors?: FieldError[];
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
  details?: Record<string, unknown>;
}

/** What a socket acknowledgement carries: always one of these two shapes. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: ErrorBody };
