import { DEVELOPMENT_SECRET, readEnv } from './env';

const SAFE = { NODE_ENV: 'production', TOKEN_SECRET: 'x'.repeat(40), PUBLIC_URL: 'https://support.example.com' };

describe('the environment', () => {
  it('needs nothing in development', () => {
    const env = readEnv({});

    expect(env).toMatchObject({ NODE_ENV: 'development', PORT: 8000, PUBLIC_URL: 'http://localhost:8000', DOCS: true });
  });

  it('lists every problem at once', () => {
    const source = {
      NODE_ENV: 'production',
      PORT: 'eighty',
      DATABASE_URL: 'postgres://x',
      TOKEN_SECRET: DEVELOPMENT_SECRET,
    };

    expect(() => readEnv(source)).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*TOKEN_SECRET[\s\S]*PUBLIC_URL/);
  });

  it.each<[string, Record<string, string>]>([
    ['TOKEN_SECRET', { ...SAFE, TOKEN_SECRET: '' }],
    ['TOKEN_SECRET', { ...SAFE, TOKEN_SECRET: DEVELOPMENT_SECRET }],
    ['TOKEN_SECRET', { ...SAFE, TOKEN_SECRET: 'short' }],
    ['PUBLIC_URL', { ...SAFE, PUBLIC_URL: 'http://support.example.com' }],
    ['CORS_ORIGINS', { ...SAFE, CORS_ORIGINS: '*' }],
    ['CORS_ORIGINS', { ...SAFE, CORS_ORIGINS: 'https://*.example.com' }],
    ['CORS_ORIGINS', { ...SAFE, CORS_ORIGINS: 'http://shop.example' }],
    ['CORS_ORIGINS', { ...SAFE, CORS_ORIGINS: 'null' }],
    ['REDIS_URL', { ...SAFE, REDIS_URL: 'redis://redis:6379' }],
    ['DOCS', { ...SAFE, DOCS: 'true' }],
  ])('refuses production with an unsafe %s', (name, source) => {
    expect(() => readEnv(source)).toThrow(name);
  });

  it('takes what is empty as left out, as a compose file writes it', () => {
    const env = readEnv({ PORT: '', REDIS_URL: '', PUBLIC_URL: '', METRICS_TOKEN: '', DATA_DIR: '' });

    expect(env).toMatchObject({ PORT: 8000, PUBLIC_URL: 'http://localhost:8000', DATA_DIR: 'data' });
    expect(env.METRICS_TOKEN).toBeUndefined();
  });

  it('keeps origins as browsers send them', () => {
    const env = readEnv({ CORS_ORIGINS: 'https://Admin.Example.com/, https://b.example:443,http://localhost:3000' });

    expect(env.CORS_ORIGINS).toEqual(['https://admin.example.com', 'https://b.example', 'http://localhost:3000']);
  });

  it.each(['*', 'admin.example.com', 'https://a.example/path', 'null'])('refuses the origin %s anywhere', (origin) => {
    expect(() => readEnv({ CORS_ORIGINS: origin })).toThrow(`"${origin}" is no origin`);
  });

  it.each<[string, Record<string, string>]>([
    ['SMTP_URL', { SMTP_URL: 'https://mail.example.com', MAIL_FROM: 'a@b.example' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://localhost' }],
    ['MAIL_FROM', { MAIL_FROM: 'Shop <a@b.example>, Eve <eve@mail.example>' }],
    ['MAIL_REPLY_ADDRESS', { IMAP_URL: 'imaps://a:b@mail.example.com' }],
    ['MAIL_REPLY_ADDRESS', { MAIL_REPLY_ADDRESS: 'reply@shop.example' }],
    [
      'MAIL_REPLY_ADDRESS',
      { MAIL_REPLY_ADDRESS: 'far-too-long-a-name@shop.example', MAIL_INBOUND_SECRET: 'x'.repeat(16) },
    ],
    ['MAIL_INBOUND_SECRET', { MAIL_REPLY_ADDRESS: 'reply@shop.example', MAIL_INBOUND_SECRET: 'short' }],
  ])('refuses e-mail that cannot work: %s', (name, source) => {
    expect(() => readEnv(source)).toThrow(name);
  });

  it('accepts production that is set up safely, and keeps the documentation to itself', () => {
    expect(readEnv({ ...SAFE, CORS_ORIGINS: 'https://admin.example.com' })).toMatchObject({ DOCS: false });
  });

  it.each(['redis://127.0.0.1:6379', 'redis://:secret@redis:6379', 'rediss://user:secret@redis.example'])(
    'accepts that in production the servers meet at %s',
    (url) => {
      expect(readEnv({ ...SAFE, REDIS_URL: url }).REDIS_URL).toBe(url);
    },
  );
});
