import { z } from 'zod';

/** Known to everybody who reads the code, so production refuses it. */
export const DEVELOPMENT_SECRET = 'development-only-secret-that-production-refuses';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );

const whole = (fallback: number, min = 0) => z.coerce.number().int().min(min).default(fallback);

const envSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    PORT: whole(8000).pipe(z.number().max(65_535)),
    HOST: z.string().default('0.0.0.0'),
    /** Where browsers find this service; links and cookies depend on it. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** mysql:// or mariadb://; left out, an SQLite file in DATA_DIR is used. */
    DATABASE_URL: z
      .string()
      .regex(/^(mysql|mariadb):\/\/|^$/, 'must start with mysql:// or mariadb://')
      .optional()
      .transform((url) => url || undefined),
    DATABASE_CONNECTIONS: whole(16, 1),
    /** Needed as soon as more than one server runs. */
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\/|^$/, 'must start with redis:// or rediss://')
      .optional()
      .transform((url) => url || undefined),
    /** Holds the SQLite file, and the attachments unless ATTACHMENTS_DIR says otherwise. */
    DATA_DIR: z.string().default('data'),
    ATTACHMENTS_DIR: z.string().optional(),
    /** Signs tokens. At least 32 bytes. */
    TOKEN_SECRET: z.string().min(32, 'must have at least 32 characters').default(DEVELOPMENT_SECRET),
    /** Other origins whose pages may call the API, separated by commas. */
    CORS_ORIGINS: list,
    /** Proxies in front of the server whose X-Forwarded-For is believed. */
    TRUSTED_PROXIES: whole(0),
    /** Whether /docs is served; left out, everywhere but in production. */
    DOCS: z.enum(['true', 'false']).optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    ACCESS_TOKEN_SECONDS: whole(900, 1),
    REFRESH_TOKEN_DAYS: whole(30, 1),
    BCRYPT_COST: whole(12, 4),
    OFFER_SECONDS: whole(30, 1),
    AGENT_GRACE_SECONDS: whole(45, 1),
    /** How often periodic work looks for something to do. */
    SWEEP_MILLISECONDS: whole(1000, 20),
    /** How often a server reads what a lost hint would have told; the second while Redis does not answer. */
    SAFETY_POLL_MILLISECONDS: whole(5000, 20),
    SAFETY_POLL_URGENT_MILLISECONDS: whole(500, 20),
    HEARTBEAT_MILLISECONDS: whole(10_000, 100),
    DRAIN_DELAY_MILLISECONDS: whole(0),
    /** Requests a minute from one address. */
    RATE_ADDRESS_PER_MINUTE: whole(1200, 1),
    RATE_SIGN_IN_PER_MINUTE: whole(30, 1),
    RATE_VISITS_PER_HOUR: whole(60, 1),
    RATE_MESSAGES_PER_MINUTE: whole(60, 1),
    RATE_STAFF_MESSAGES_PER_MINUTE: whole(600, 1),
    RATE_CHATS_PER_HOUR: whole(20, 1),
    RATE_UPLOADS_PER_10_MINUTES: whole(10, 1),
    SOCKETS_PER_CUSTOMER: whole(5, 1),
    SOCKETS_PER_EMPLOYEE: whole(10, 1),
    SOCKETS_PER_ADDRESS: whole(200, 1),
  })
  .transform((env) => ({
    ...env,
    PUBLIC_URL: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    DOCS: env.DOCS ? env.DOCS === 'true' : env.NODE_ENV !== 'production',
  }));

export type Env = z.output<typeof envSchema>;

/** Injection token of the environment. */
export const ENV = Symbol('Env');

/** Stops the start with every problem listed at once; nothing else in the code reads process.env. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const result = envSchema.safeParse(source);
  const wrong = result.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? [];
  const problems = [...wrong, ...unsafeInProduction(source)];
  if (result.success && problems.length === 0) return result.data;
  throw new EnvError(`The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}

export class EnvError extends Error {}

/** What is fine on one's own machine and not in front of customers. */
function unsafeInProduction({ NODE_ENV, TOKEN_SECRET, PUBLIC_URL, CORS_ORIGINS }: NodeJS.ProcessEnv): string[] {
  if (NODE_ENV !== 'production') return [];
  const problems: string[] = [];
  if (!TOKEN_SECRET || TOKEN_SECRET === DEVELOPMENT_SECRET)
    problems.push('TOKEN_SECRET must be set to a secret of your own');
  if (!PUBLIC_URL) problems.push('PUBLIC_URL must be set, for example https://support.example.com');
  else if (!isSafeOrigin(PUBLIC_URL)) problems.push('PUBLIC_URL must use https, unless it is on this machine');
  for (const origin of (CORS_ORIGINS ?? '').split(',').filter(Boolean)) {
    if (!isSafeOrigin(origin.trim()))
      problems.push(`CORS_ORIGINS "${origin}" is not safe: https, no wildcard, no path`);
  }
  return problems;
}

/** https, or this very machine, where plain http harms nobody. */
function isSafeOrigin(origin: string): boolean {
  if (!/^https?:\/\/[^/*\s]+\/?$/.test(origin) || !URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1';
}
