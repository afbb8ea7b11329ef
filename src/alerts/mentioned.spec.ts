import { mentionedIn } from './mentioned';

describe('whom a note mentions', () => {
  it.each<[string, string[]]>([
    ['@mira can you look?', ['mira']],
    ['Ask @Mira and @max.muster, please.', ['mira', 'max.muster']],
    ['What does @mira. say', ['mira.', 'mira']],
    ['(@mira)', ['mira']],
    ['@Öztürk-9', ['öztürk-9']],
    ['@mira @mira', ['mira']],
    ['write to mira@shop.example', []],
    ['a @ b', []],
    ['@@mira', []],
    ['nobody', []],
  ])('%s', (text, expected) => {
    expect(mentionedIn(text)).toEqual(expected);
  });

  it('are not more than anybody means', () => {
    const text = Array.from({ length: 500 }, (_, index) => `@agent${index}`).join(' ');

    expect(mentionedIn(text)).toHaveLength(20);
  });
});
