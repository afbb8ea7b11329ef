import english from '../messages/widget.en.json';
import { failureKey } from './failure-words';

it.each(['CHAT_CLOSED', 'NETWORK', 'LAST_ADMIN', 'INTERNAL'] as const)('%s has words', (code) => {
  expect(Object.keys(english)).toContain(failureKey(code));
});
