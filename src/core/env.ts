import { z } from 'zod';

/** Known to everybody who reads the code, so production refuses it. */
export const DEVELOPMENT_SECRET = 'development-only-secret-that-production-refuses';

/** Origins as browsers send them, separated by commas. */
const origins = z
  .string()
  .default('')
  .transform(listed)
  .superRefine((items, context) => {
    for (const item of items.filter((text) => !isOrigin(text)))
      context.addIssue({ code: 'custom', message: `"${item}" is no origin: scheme, host and port, nothing else` });
  })
  .transform((items) => items.map((item) => new URL(item).origin));

const whole = (fallback: number, min = 0) => z.coerce.number().int().min(min).default(fallback);

/** Left out and empty are the same. */
const given = (pattern: RegExp, message: string) =>
  z
    .string()
    .optional()
    .transform((text) => text || undefined)
    .refine((text) => text === undefined || pattern.test(text), message);

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
    CORS_ORIGINS: origins,
    /** Proxies in front of the server whose X-Forwarded-For is believed. */
    TRUSTED_PROXIES: whole(0),
    /** Whether /docs is served; in production never. */
    DOCS: z.enum(['true', 'false']).optional(),
    /** Lets who sends it as a bearer token read /metrics; left out, only this very machine may. */
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
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
    /** A message takes ten files, and one may have to choose again. */
    RATE_UPLOADS_PER_10_MINUTES: whole(30, 1),
    RATE_CLAIMS_PER_MINUTE: whole(60, 1),
    SOCKETS_PER_CUSTOMER: whole(5, 1),
    SOCKETS_PER_EMPLOYEE: whole(10, 1),
    SOCKETS_PER_ADDRESS: whole(200, 1),
    /** Sends e-mail; left out, none is sent, and development shows it at /dev/mail. */
    SMTP_URL: given(/^smtps?:\/\/./, 'must start with smtp:// or smtps://'),
    /** Who e-mail comes from. @example Shop <support@shop.example> */
    MAIL_FROM: given(/^([^<>@\r\n]*<)?[^<>@\s]+@[^<>@\s]+>?$/, 'must be an address, or a name and <address>'),
    /** Replies to e-mail go here; what is before the @ is followed by +token. Needs one of the next two. */
    MAIL_REPLY_ADDRESS: given(/^[\w.-]{1,11}@[\w.-]+$/, 'must be an address with at most 11 characters before the @'),
    /** Where replies are fetched from. */
    IMAP_URL: given(/^imaps?:\/\/./, 'must start with imap:// or imaps://'),
    /** With it, a mail server may hand replies over at /api/v1/mail/inbound. */
    MAIL_INBOUND_SECRET: given(/^.{16,}$/, 'must have at least 16 characters'),
    MAIL_POLL_SECONDS: whole(30, 1),
    /** The wait after the first failed try; each further one doubles it. */
    MAIL_RETRY_SECONDS: whole(30, 1),
  })
  .superRefine(requireWholeMail)
  .transform((env) => ({
    ...env,
    PUBLIC_URL: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    DOCS: env.DOCS ? env.DOCS === 'true' : env.NODE_ENV !== 'production',
  }));

interface MailSettings {
  SMTP_URL?: string | undefined;
  MAIL_FROM?: string | undefined;
  MAIL_REPLY_ADDRESS?: string | undefined;
  IMAP_URL?: string | undefined;
  MAIL_INBOUND_SECRET?: string | undefined;
}

/** Settings that are no use without each other. */
function requireWholeMail(env: MailSettings, context: z.RefinementCtx): void {
  const isInbound = Boolean(env.IMAP_URL || env.MAIL_INBOUND_SECRET);
  const missing = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  if (env.SMTP_URL && !env.MAIL_FROM) missing('MAIL_FROM', 'must be set together with SMTP_URL');
  if (isInbound && !env.MAIL_REPLY_ADDRESS) missing('MAIL_REPLY_ADDRESS', 'must be set for replies to find their way');
  if (env.MAIL_REPLY_ADDRESS && !isInbound)
    missing('MAIL_REPLY_ADDRESS', 'needs IMAP_URL or MAIL_INBOUND_SECRET, which bring the replies in');
}

export type Env = z.output<typeof envSchema>;

/** Injection token of the environment. */
export const ENV = Symbol('Env');

/**
 * Stops the start with every problem listed at once; nothing else in the code reads process.env. What is empty counts as
 * left out: that is how a compose file says so.
 */
export function readEnv(given: NodeJS.ProcessEnv): Env {
  const source = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const result = envSchema.safeParse(source);
  const wrong = result.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? [];
  const problems = [...wrong, ...unsafeInProduction(source)];
  if (result.success && problems.length === 0) return result.data;
  throw new EnvError(`The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}

export class EnvError extends Error {}

/** What is fine on one's own machine and not in front of customers. */
function unsafeInProduction(given: NodeJS.ProcessEnv): string[] {
  const { NODE_ENV, TOKEN_SECRET, PUBLIC_URL, CORS_ORIGINS, REDIS_URL, DOCS } = given;
  if (NODE_ENV !== 'production') return [];
  const problems: string[] = [];
  if (!TOKEN_SECRET || TOKEN_SECRET === DEVELOPMENT_SECRET)
    problems.push('TOKEN_SECRET must be set to a secret of your own');
  if (!PUBLIC_URL) problems.push('PUBLIC_URL must be set, for example https://support.example.com');
  else if (!isSafeOrigin(PUBLIC_URL))
    problems.push('PUBLIC_URL must be an origin with https, unless it is on this machine');
  for (const origin of listed(CORS_ORIGINS ?? '').filter((text) => isOrigin(text) && !isSafeOrigin(text)))
    problems.push(`CORS_ORIGINS "${origin}" is not safe: it must use https`);
  if (REDIS_URL && URL.canParse(REDIS_URL) && isOpenElsewhere(new URL(REDIS_URL)))
    problems.push('REDIS_URL must have a password, unless Redis is on this machine');
  if (DOCS === 'true') problems.push('DOCS must not be true: what the API can do is read on a server for developing');
  return problems;
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/?#*\s]+\/?$/.test(text) && URL.canParse(text);
}

/** Anybody who reaches it could speak to all servers. */
function isOpenElsewhere({ hostname, password }: URL): boolean {
  return password === '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** https, or this very machine, where plain http harms nobody. */
function isSafeOrigin(origin: string): boolean {
  if (!isOrigin(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1';
}
