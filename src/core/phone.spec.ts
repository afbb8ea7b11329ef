import { phoneOf, writtenPhone } from './phone';

it.each([
  ['9876543210', 'IN', '+919876543210', '9876543210'],
  ['09876543210', 'IN', '+919876543210', '9876543210'],
  ['+91 98765-43210', 'IN', '+919876543210', '9876543210'],
  ['00919876543210', 'IN', '+919876543210', '9876543210'],
  ['919876543210', 'IN', '+919876543210', '9876543210'],
  // A series that the plan has been given lately.
  ['6460794942', 'IN', '+916460794942', '6460794942'],
  ['5114031913', 'IN', null, '5114031913'],
  ['0987654321', 'IN', null, '0987654321'],
  // Ten digits are never a number of another country, whatever they begin with.
  ['0049301234', 'IN', null, '0049301234'],
  ['+49 30 1234', 'IN', '+49301234', '49301234'],
  ['98765', 'IN', null, '98765'],
  ['+49 30 901820', 'IN', '+4930901820', '4930901820'],
  ['030 901820', 'DE', '+4930901820', '4930901820'],
  ['(212) 555-2368', 'US', '+12125552368', '2125552368'],
  ['call me', 'IN', null, ''],
])('the phone %j in %s', (text, country, e164, last10) => {
  expect(writtenPhone(text, country)).toEqual({ written: text, e164, last10, isValid: e164 !== null });
  // What is marked on a ticket is refused for an account, and nothing else is.
  if (e164) expect(phoneOf(text, country)).toMatchObject({ e164 });
  else expect(() => phoneOf(text, country)).toThrow();
});
