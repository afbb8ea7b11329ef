import { ApiError, asApiError, refusal } from './api-error';
import type { ServerClock } from './clock';
import type { TokenKeeper } from './tokens';
import { sendFile, type Upload } from './upload';

const TIMEOUT_MS = 15_000;
/** Whole files take as long as the line is slow. */
const FILE_TIMEOUT_MS = 300_000;

type Query = Record<string, string | number | boolean | null | undefined>;

interface Call {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  timeoutMs?: number;
  headers?: Record<string, string>;
}

/**
 * The HTTP API. Throws `ApiError`; sends the access token when it has a keeper, and renews it once after a 401.
 *
 *   const chats = await api.get<Page<ChatView>>('/chats', { view: 'queue' });
 *   await api.post<ChatView>(`/chats/${id}/close`, { reason });
 */
export class Api {
  constructor(
    private readonly tokens: TokenKeeper | null = null,
    private readonly clock: ServerClock | null = null,
    private readonly base = '/api/v1',
  ) {}

  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
    return this.json<T>('GET', path, { query, signal });
  }

  post<T>(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<T> {
    return this.json<T>('POST', path, { body, headers });
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.json<T>('PUT', path, { body });
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.json<T>('PATCH', path, { body });
  }

  delete(path: string): Promise<null> {
    return this.json<null>('DELETE', path, {});
  }

  /** The bytes behind an address that needs the token, for a blob URL. */
  async blob(path: string, signal?: AbortSignal): Promise<Blob> {
    const response = await this.authorized((token) =>
      this.fetch('GET', path, { signal, timeoutMs: FILE_TIMEOUT_MS }, token),
    );
    return response.blob();
  }

  /** Sends one file as the multipart field `file`, and tells how far it is. */
  upload<T>(path: string, file: File, options: Upload = {}): Promise<T> {
    return this.authorized((token) => sendFile<T>(`${this.base}${path}`, file, token, options));
  }

  private async json<T>(method: string, path: string, call: Call): Promise<T> {
    const response = await this.authorized((token) => this.fetch(method, path, call, token));
    const text = await response.text();
    return (text ? JSON.parse(text) : null) as T;
  }

  private async authorized<T>(send: (token: string | null) => Promise<T>): Promise<T> {
    if (!this.tokens) return send(null);
    const token = await this.tokens.token();
    try {
      return await send(token);
    } catch (thrown) {
      if (asApiError(thrown).code !== 'UNAUTHENTICATED') throw thrown;
      return send(await this.tokens.replace(token));
    }
  }

  private async fetch(method: string, path: string, call: Call, token: string | null): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json', ...call.headers };
    if (token) headers.authorization = `Bearer ${token}`;
    if (call.body !== undefined) headers['content-type'] = 'application/json';

    const response = await fetch(`${this.base}${path}${queryString(call.query)}`, {
      method,
      headers,
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      signal: withTimeout(call),
      credentials: 'same-origin',
    }).catch((thrown: unknown) => {
      throw failureOf(thrown);
    });

    const date = response.headers.get('date');
    if (date) this.clock?.observe(date, 1000);
    if (!response.ok) throw await refusalOf(response);
    return response;
  }
}

export function queryString(query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search ? `?${search}` : '';
}

function withTimeout({ signal, timeoutMs = TIMEOUT_MS }: Call): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function failureOf(thrown: unknown): ApiError {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'AbortError') return new ApiError({ code: 'CANCELLED', message: 'Cancelled' });
  if (name === 'TimeoutError') return new ApiError({ code: 'TIMEOUT', message: 'No answer in time' });
  return new ApiError({ code: 'NETWORK', message: 'The server cannot be reached' });
}

async function refusalOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  return refusal(response.status, body);
}
