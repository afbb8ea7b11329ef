import { ERROR_STATUS, type ErrorBody, type ErrorCode, type FieldError } from '../contract/errors';

interface Extra {
  errors?: FieldError[];
  retryAfter?: number;
  details?: Record<string, unknown>;
}

/** An expected failure, safe to show to the client. Anything else that is thrown is a bug. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly extra: Extra = {},
  ) {
    super(message);
    this.name = 'AppError';
  }

  /** A well-formed field that cannot be accepted. */
  static field(field: string, message: string): AppError {
    return new AppError('UNPROCESSABLE', message, { errors: [{ field, message }] });
  }

  static notFound(what: string): AppError {
    return new AppError('NOT_FOUND', `There is no such ${what}.`);
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  toBody(): ErrorBody {
    return { code: this.code, message: this.message, ...this.extra };
  }
}
