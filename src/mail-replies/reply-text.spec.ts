import { replyIn } from './reply-text';

describe('what somebody wrote in a reply', () => {
  it.each<[string, string, string]>([
    ['is all of it without a quotation', 'Yes.\n\nThanks', 'Yes.\n\nThanks'],
    [
      'ends before an English quotation',
      'Yes.\n\nOn Mon, Nov 3, 2025 at 10:00 AM Shop <a@b.c> wrote:\n> Is it?\n',
      'Yes.',
    ],
    ['ends before a German quotation', 'Ja.\n\nAm 03.11.2025 um 10:00 schrieb Shop <a@b.c>:\n> Ist es?\n', 'Ja.'],
    ['ends before our own mark', 'Yes.\n\n> -- Write your reply above this line --\n> Hello,', 'Yes.'],
    [
      'ends before our mark in German',
      'Ja.\r\n\r\n-- Bitte antworten Sie oberhalb dieser Zeile --\r\n\r\nGuten Tag,',
      'Ja.',
    ],
    ['ends before a signature', 'Yes.\n\n-- \nKim Lee\nBakery', 'Yes.'],
    ['keeps lines that only look a little like one', 'On Monday I wrote:\nnothing', 'On Monday I wrote:\nnothing'],
    ['may be nothing', '\n\n> -- Write your reply above this line --', ''],
  ])('%s', (_, text, reply) => {
    expect(replyIn(text)).toBe(reply);
  });

  it('is found in time in a mail that was made to take long', () => {
    const begun = performance.now();
    replyIn(`${'On '.repeat(100_000)}${'>'.repeat(100_000)}\n${' \n'.repeat(100_000)}`);

    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
