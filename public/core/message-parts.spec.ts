import { type MessagePart, messageParts } from './message-parts';

const text = (value: string): MessagePart => ({ kind: 'text', text: value });
const link = (value: string, href = value): MessagePart => ({ kind: 'link', text: value, href });

describe('messageParts', () => {
  it.each<[string, MessagePart[]]>([
    ['plain words', [text('plain words')]],
    ['two\nlines', [text('two'), { kind: 'break' }, text('lines')]],
    ['see https://a.example/b?c=1.', [text('see '), link('https://a.example/b?c=1'), text('.')]],
    ['(https://a.example/b)', [text('('), link('https://a.example/b'), text(')')]],
    ['https://a.example/b_(c)', [link('https://a.example/b_(c)')]],
    [
      'write to mira@shop.example!',
      [text('write to '), link('mira@shop.example', 'mailto:mira@shop.example'), text('!')],
    ],
    ['mailto:mira@shop.example', [link('mailto:mira@shop.example')]],
    ['<b>bold</b>', [text('<b>bold</b>')]],
  ])('reads %j', (message, expected) => {
    expect(messageParts(message)).toEqual(expected);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'java\nscript:alert(1)',
    '//evil.example',
    'file:///etc/passwd',
    'https://',
  ])('makes no link of %j', (message) => {
    expect(messageParts(message).filter(({ kind }) => kind === 'link')).toEqual([]);
  });

  it('ends an address at a quote, so that it cannot leave its attribute', () => {
    expect(messageParts('https://a.example/"onmouseover="x')[0]).toEqual(link('https://a.example/'));
  });

  it('stays fast on text made to be slow', () => {
    const started = performance.now();

    messageParts(`${'a@'.repeat(5000)}`);
    messageParts(`https://${'('.repeat(9000)}${')'.repeat(900)}`);

    expect(performance.now() - started).toBeLessThan(500);
  });
});
