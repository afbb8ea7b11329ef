import { loginOf, meant, usernameOf } from './login';
import { phoneOf } from './phone';

describe('phone numbers', () => {
  it.each([
    ['+49 30 901820', null, '+4930901820'],
    ['030 901820', 'DE', '+4930901820'],
    ['0049 30 901820', 'DE', '+4930901820'],
    ['+49 (0)30 90 18 20', 'US', '+4930901820'],
    ['(212) 736-5000', 'US', '+12127365000'],
    ['212.736.5000', 'US', '+12127365000'],
  ])('%s written in %s is %s', (text, country, e164) => {
    expect(phoneOf(text, country).e164).toBe(e164);
  });

  it.each([
    ['030 901820', null],
    ['123', 'DE'],
    ['call me', 'US'],
    ['+49', null],
  ])('%s in %s is none', (text, country) => {
    expect(() => phoneOf(text, country)).toThrow('phone number');
  });
});

describe('what people sign in with', () => {
  it.each([
    ['Mira', { kind: 'username', key: 'mira' }],
    ['  MIRA ', { kind: 'username', key: 'mira' }],
    ['Mira@Shop.example', { kind: 'email', key: 'mira@shop.example' }],
    ['+49 30 901820', { kind: 'phone', e164: '+4930901820', local: '4930901820' }],
    ['0049 30 901820', { kind: 'phone', e164: '+4930901820', local: '004930901820' }],
    ['49 30 901820', { kind: 'phone', e164: '+4930901820', local: '4930901820' }],
    ['030/901820', { kind: 'phone', e164: null, local: '030901820' }],
    ['1-212-736-5000', { kind: 'phone', e164: '+12127365000', local: '12127365000' }],
  ])('%s', (text, login) => {
    expect(loginOf(text)).toEqual(login);
  });

  it('names one account, or nobody when two dial their number alike', () => {
    const login = loginOf('030 901820');
    const [german, other] = ['+4930901820', '+4330901820'];

    expect(meant([german], login, (phone) => phone)).toBe(german);
    expect(meant([german, other], login, (phone) => phone)).toBeNull();
    expect(meant([german, other], loginOf('+49 30 901820'), (phone) => phone)).toBe(german);
  });

  it('a username without a letter is refused, since it would look like a number', () => {
    expect(() => usernameOf('030901820')).toThrow('letter');
    expect(usernameOf('Zoe\u0308.7')).toEqual({ username: 'Zoë.7', usernameKey: 'zoë.7' });
  });
});
