import { addressOf, isOriginAllowed } from './origins';

const env = {
  NODE_ENV: 'production' as const,
  PUBLIC_URL: 'https://support.example.com/path',
  CORS_ORIGINS: ['https://admin.example.com'],
};

describe('the origins that may connect', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['our own pages', { origin: 'https://support.example.com' }, true],
    ['a page that was allowed', { origin: 'https://admin.example.com' }, true],
    ['a stranger', { origin: 'https://evil.example' }, false],
    ['a page without an origin of its own', { origin: 'null' }, false],
    ['an empty origin', { origin: '' }, false],
    ['a longer name that begins like ours', { origin: 'https://support.example.com.evil.io' }, false],
    ['a name that ends like ours', { origin: 'https://xsupport.example.com' }, false],
    ['another port', { origin: 'https://support.example.com:8443' }, false],
    ['another scheme', { origin: 'http://support.example.com' }, false],
    ['another spelling', { origin: 'https://SUPPORT.example.com' }, false],
    ['a stranger who sends our name as host', { origin: 'http://evil.example', host: 'evil.example' }, false],
    ['a program without an origin', {}, true],
    ['polling of our own page', { 'sec-fetch-site': 'same-origin' }, true],
    ['a browser on another site that hides its origin', { 'sec-fetch-site': 'cross-site' }, false],
  ])('%s', (_, headers, expected) => {
    expect(isOriginAllowed({ headers }, env)).toBe(expected);
  });

  it('include whatever name a developer uses for their own machine', () => {
    const headers = { origin: 'http://127.0.0.1:4711', host: '127.0.0.1:4711' };

    expect(isOriginAllowed({ headers }, { ...env, NODE_ENV: 'development' })).toBe(true);
    expect(isOriginAllowed({ headers }, env)).toBe(false);
  });
});

describe('the address of a client', () => {
  const from = (forwarded?: string) =>
    ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } }) as unknown as Parameters<
      typeof addressOf
    >[0];

  it.each<[string, string | undefined, number, string]>([
    ['is the connection itself without proxies', undefined, 0, '10.0.0.1'],
    ['is not what a client claims', '1.2.3.4', 0, '10.0.0.1'],
    ['is what the believed proxy saw', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
    ['is what the outer of two proxies saw', '6.6.6.6, 1.2.3.4, 10.0.0.9', 2, '1.2.3.4'],
    ['is the farthest known with fewer hops than proxies', '1.2.3.4', 5, '1.2.3.4'],
  ])('%s', (_, forwarded, proxies, expected) => {
    expect(addressOf(from(forwarded), proxies)).toBe(expected);
  });
});
