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
  ])('refuses production with an unsafe %s', (name, source) => {
    expect(() => readEnv(source)).toThrow(name);
  });

  it('accepts production that is set up safely, and keeps the documentation to itself', () => {
    expect(readEnv({ ...SAFE, CORS_ORIGINS: 'https://admin.example.com' })).toMatchObject({ DOCS: false });
  });
});
