import { originsOf, slugOf } from './new-shop';

describe('the slug of a shop', () => {
  it.each([
    ['Downtown Branch', 'downtown-branch'],
    ['  Café Müller & Söhne ', 'cafe-muller-sohne'],
    ['東京', 'shop'],
    ['--', 'shop'],
    [`${'a'.repeat(49)} b`, 'a'.repeat(49)],
  ])('of %s is %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

it('origins are kept as browsers write them, each once', () => {
  expect(originsOf(['https://Shop.Example', 'https://shop.example:443', 'http://localhost:5173'])).toEqual([
    'https://shop.example',
    'http://localhost:5173',
  ]);
});
