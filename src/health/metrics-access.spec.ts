import { mayReadMetrics } from './metrics-access';

const PRODUCTION = { NODE_ENV: 'production', METRICS_TOKEN: 'a token for metrics' } as const;
const here = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') => ({
  headers,
  socket: { remoteAddress },
});

describe('reading metrics in production', () => {
  it.each<[string, ReturnType<typeof here>, boolean]>([
    ['from this machine', here(), true],
    ['from this machine over IPv6', here({}, '::1'), true],
    ['from this machine, as IPv6 writes it', here({}, '::ffff:127.0.0.1'), true],
    ['from elsewhere', here({}, '10.0.0.7'), false],
    ['from elsewhere, claiming to be here', here({ 'x-forwarded-for': '127.0.0.1' }, '10.0.0.7'), false],
    ['through a proxy on this machine', here({ 'x-forwarded-for': '10.0.0.7' }), false],
    ['from elsewhere with the token', here({ authorization: 'Bearer a token for metrics' }, '10.0.0.7'), true],
    ['from elsewhere with another', here({ authorization: 'Bearer another' }, '10.0.0.7'), false],
    ['from here with another', here({ authorization: 'Bearer another' }), false],
  ])('%s', (_, request, expected) => {
    expect(mayReadMetrics(request, PRODUCTION)).toBe(expected);
  });

  it('needs a token to be set before one counts', () => {
    const request = here({ authorization: 'Bearer undefined' }, '10.0.0.7');

    expect(mayReadMetrics(request, { NODE_ENV: 'production', METRICS_TOKEN: undefined })).toBe(false);
  });

  it('is open to a developer', () => {
    expect(mayReadMetrics(here({}, '10.0.0.7'), { NODE_ENV: 'development', METRICS_TOKEN: undefined })).toBe(true);
  });
});
