import { requireOwnPage } from './own-page';

const production = {
  PUBLIC_URL: 'https://support.example',
  CORS_ORIGINS: ['https://admin.example'],
  NODE_ENV: 'production' as const,
};

describe('a request that brings or gets a cookie', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['our own page', { origin: 'https://support.example', 'sec-fetch-site': 'same-origin' }, true],
    ['a listed page', { origin: 'https://admin.example', 'sec-fetch-site': 'cross-site' }, true],
    ['no browser', {}, true],
    ['a page of the same name without a lock', { origin: 'http://support.example' }, false],
    ['a page at another port', { origin: 'https://support.example:8443' }, false],
    ['a page of a longer name', { origin: 'https://support.example.evil.io' }, false],
    ['a neighbour on the same site', { origin: 'https://blog.support.example', 'sec-fetch-site': 'same-site' }, false],
    ['a page that hides where it is', { origin: 'null' }, false],
    ['another site that sends no origin', { 'sec-fetch-site': 'cross-site' }, false],
    ['a page that goes by the name in the request', { origin: 'http://10.0.0.1', host: '10.0.0.1' }, false],
  ])('from %s', (_, headers, isTaken) => {
    const ask = () => requireOwnPage({ headers }, production);

    if (isTaken) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ code: 'ORIGIN_REFUSED' }));
  });

  it('on a developer’s machine may come from any of its names', () => {
    const headers = { origin: 'http://127.0.0.1:8000', host: '127.0.0.1:8000' };

    expect(() => requireOwnPage({ headers }, { ...production, NODE_ENV: 'development' })).not.toThrow();
  });
});
