import type { SavedReplyView } from '../../../src/contract/saved-replies.dto';
import { fillIn, matchingReplies, slashQuery } from './saved-replies';

it.each([
  ['Hi {{customer.first_name|there}}', 'Aylin Tan', 'Hi Aylin'],
  ['Hi {{customer.first_name|there}}', '', 'Hi there'],
  ['Hi {{customer.name}}, {{ agent.name }} here', 'Aylin Tan', 'Hi Aylin Tan, Mira here'],
  ['Hi {{customer.nick}}', 'Aylin Tan', 'Hi {{customer.nick}}'],
])('%j for %j reads %j', (body, customer, expected) => {
  expect(fillIn(body, { customer, agent: 'Mira' })).toBe(expected);
});

it.each([
  ['/he', 3, { start: 0, words: 'he' }],
  ['Hi /Thanks', 10, { start: 3, words: 'thanks' }],
  ['either/or', 9, null],
  ['/he is', 6, null],
])('%j with the caret at %d asks for %j', (text, caret, expected) => {
  expect(slashQuery(text, caret)).toEqual(expected);
});

it('finds by beginning first, then by letters in order, then by text', () => {
  const replies = [
    ['other', 'it was helpful'],
    ['shelf', 'b'],
    ['hello', 'c'],
    ['none', 'd'],
  ].map(([shortcut, body]) => ({ shortcut, body }) as SavedReplyView);

  expect(matchingReplies(replies, 'hel').map(({ shortcut }) => shortcut)).toEqual(['hello', 'shelf', 'other']);
});
