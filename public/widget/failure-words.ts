import type { FailureCode } from '../core/api-error';
import type { WidgetKey } from './context';

const WORDS: Partial<Record<FailureCode, WidgetKey>> = {
  CHAT_CLOSED: 'failure.closed',
  STATE_CONFLICT: 'failure.closed',
  RATE_LIMITED: 'failure.tooMany',
  PAYLOAD_TOO_LARGE: 'failure.tooLarge',
  UNSUPPORTED_TYPE: 'failure.wrongType',
  VALIDATION_FAILED: 'failure.invalid',
  UNPROCESSABLE: 'failure.invalid',
  NETWORK: 'failure.network',
  TIMEOUT: 'failure.network',
  UNAVAILABLE: 'failure.network',
};

/** What a refusal means to a customer. */
export function failureKey(code: FailureCode): WidgetKey {
  return WORDS[code] ?? 'failure.other';
}
