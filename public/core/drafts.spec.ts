import { Drafts } from './drafts';
import { memoryStorage } from './storage';

describe('what is typed and not sent', () => {
  let drafts: Drafts;
  beforeEach(() => {
    drafts = new Drafts('me', memoryStorage());
  });

  it('goes on where its conversation does, each kind for itself', () => {
    drafts.set('old', 'public', 'Dear');
    drafts.set('old', 'internal', 'Psst');

    drafts.move('old', 'both');

    expect([drafts.get('both', 'public'), drafts.get('both', 'internal')]).toEqual(['Dear', 'Psst']);
    expect([drafts.get('old', 'public'), drafts.get('old', 'internal')]).toEqual(['', '']);
  });

  it('stands below what is typed there already, once', () => {
    drafts.set('one', 'public', 'From the one');
    drafts.set('other', 'public', 'From the other');

    drafts.move('one', 'other');
    drafts.move('one', 'other');

    expect(drafts.get('other', 'public')).toBe('From the other\nFrom the one');
  });
});
