import { refusal } from './api-error';

describe('what a refusal says', () => {
  it('is the code and the sentence of the problem document', () => {
    const error = refusal(409, {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'The e-mail belongs to somebody else.',
      code: 'NOT_UNIQUE',
      errors: [{ field: 'email', message: 'taken' }],
    });

    expect(error).toMatchObject({ code: 'NOT_UNIQUE', message: 'The e-mail belongs to somebody else.' });
    expect(error.field('email')).toBe('taken');
    expect(error.isTransient).toBe(false);
  });

  it('is the same over a socket', () => {
    expect(refusal(0, { code: 'CHAT_CLOSED', message: 'It is closed.' })).toMatchObject({
      code: 'CHAT_CLOSED',
      message: 'It is closed.',
    });
  });

  it.each([
    [502, 'UNAVAILABLE'],
    [401, 'UNAUTHENTICATED'],
    [404, 'NOT_FOUND'],
  ])('is guessed from %d when a proxy answers', (status, code) => {
    expect(refusal(status, '<html>')).toMatchObject({ code });
  });
});
