import { readEnv } from './env';
import { Passwords } from './passwords';

const passwords = new Passwords(readEnv({ NODE_ENV: 'test', BCRYPT_COST: '4' }));

describe('passwords', () => {
  it('are known again, in whatever way their letters were composed', async () => {
    const hashed = await passwords.hash('Käse und Brot');

    expect(await passwords.verify(hashed, 'Ka\u0308se und Brot')).toBe(true);
    expect(await passwords.verify(hashed, 'Kase und Brot')).toBe(false);
  });

  it.each([
    ['too short', 'seven77', /at least 8/],
    ['longer than what counts', 'x'.repeat(73), /at most 72 bytes/],
    ['longer in bytes than in letters', 'ä'.repeat(37), /at most 72 bytes/],
    ['among the first to be guessed', 'Password123', /guess/],
    ['among the many that others have as well', 'liverpoolfc', /guess/],
  ])('that are %s are refused', async (_, password, message) => {
    await expect(passwords.hash(password, 'newPassword')).rejects.toThrow(message);
  });

  it('of 72 bytes count whole, and what is longer never matches', async () => {
    const hashed = await passwords.hash('x'.repeat(72));

    expect(await passwords.verify(hashed, 'x'.repeat(72))).toBe(true);
    expect(await passwords.verify(hashed, 'x'.repeat(73))).toBe(false);
  });

  it('of nobody never match, and take as long as those of somebody', async () => {
    const costly = new Passwords(readEnv({ NODE_ENV: 'test', BCRYPT_COST: '10' }));
    const hashed = await costly.hash('correct horse battery');

    const known = await timed(() => costly.verify(hashed, 'wrong horse battery'));
    const unknown = await timed(() => costly.verify(null, 'wrong horse battery'));

    expect(await costly.verify(null, 'wrong horse battery')).toBe(false);
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });
});

/** The fastest of a few tries, so that another process on the machine does not decide. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const tries: number[] = [];
  for (let index = 0; index < 5; index++) {
    const from = performance.now();
    await work();
    tries.push(performance.now() - from);
  }
  return Math.min(...tries);
}
