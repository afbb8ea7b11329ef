import { brandColours } from './brand';

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const COLOURS = ['#5b5bd6', '#ffd400', '#000000', '#ffffff', '#808080', '#ff7a59', '#12a594', '#00e5ff', '#7f1d1d'];

describe.each(COLOURS)('a shop whose colour is %s', (colour) => {
  it.each([
    ['light', '#ffffff'],
    ['dark', '#18191b'],
  ] as const)('can be read in the %s theme', (theme, surface) => {
    const { accent, onAccent, accentText, accentSoft } = brandColours(colour, theme);

    expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accentText, accentSoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accentText, surface)).toBeGreaterThanOrEqual(4.4);
  });
});
