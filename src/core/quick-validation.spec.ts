import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { StartChat, TransferChatById } from '../contract/chats.dto';
import { MessageListQuery, SendMessage, Typing } from '../contract/conversations.dto';
import { CreateShop } from '../contract/shops.dto';
import { quicklyValidated } from './quick-validation';
import { STRICT } from './validate';

const ID = '018f3c1e-1111-7000-8000-0123456789ab';

const VALUES = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  '',
  'x',
  ID,
  'public',
  'internal',
  'x'.repeat(10_001),
  [],
  [ID],
  [ID, 7],
  Array(11).fill(ID),
  {},
  { length: 3 },
  Number.NaN,
];

/** Inputs with every field left out, or given each of the values, and with a field that nobody knows. */
function variants(base: Record<string, unknown>, fields: readonly string[]): Record<string, unknown>[] {
  const changed = fields.flatMap((field) => VALUES.map((value) => ({ ...base, [field]: value })));
  const missing = fields.map((field) => Object.fromEntries(Object.entries(base).filter(([name]) => name !== field)));

  return [base, ...changed, ...missing, { ...base, isAdmin: true }];
}

describe('quick validation', () => {
  it.each([
    [SendMessage, { conversationId: ID, clientId: ID, body: 'Hello' }, ['attachmentIds', 'visibility']],
    [Typing, { conversationId: ID, on: true }, ['visibility']],
    [StartChat, { clientId: ID, message: 'Hello' }, ['topic', 'teamId', 'pageUrl', 'referrer', 'language']],
    [TransferChatById, { chatId: ID, teamId: ID }, ['agentId', 'note']],
  ])('calls valid what class-validator does, and nothing else: %p', (type, base, optional) => {
    for (const input of variants(base, [...Object.keys(base), ...optional])) {
      const subject = plainToInstance<object, object>(type, input);

      const errors = validateSync(subject, STRICT);

      const quickly = quicklyValidated<object>(type, input);

      expect({ input, quickly }).toEqual({ input, quickly: errors.length === 0 ? subject : undefined });
      if (quickly) expect(Object.getPrototypeOf(quickly)).toBe(type.prototype);
    }
  });

  it('leaves what it does not understand, and what is converted, to the libraries', () => {
    class Nothing {}

    expect(quicklyValidated(CreateShop, { name: 'Shop', location: 'Here' })).toBeUndefined();
    expect(quicklyValidated(MessageListQuery, { afterSeq: 7 })).toBeUndefined();
    expect(quicklyValidated(Nothing, {})).toBeUndefined();
    expect(quicklyValidated(SendMessage, JSON.parse('{"__proto__": {}}'))).toBeUndefined();
    expect(quicklyValidated(SendMessage, { constructor: 1 })).toBeUndefined();
  });
});
