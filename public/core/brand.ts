/** A shop's colour, made fit for reading on: whatever they chose, text on it and text in it has at least 4.5 : 1. */
export interface BrandColours {
  accent: string;
  onAccent: string;
  accentHover: string;
  /** The colour as text and as the line of a focused field. */
  accentText: string;
  accentSoft: string;
}

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [17, 17, 19];
const READABLE = 4.5;
/** Coloured text is often small. */
const COMFORTABLE = 5.5;

const SURFACES = {
  light: { surface: WHITE, towards: INK, softness: 0.08 },
  dark: { surface: [24, 25, 27], towards: WHITE, softness: 0.22 },
} as const satisfies Record<string, { surface: Rgb; towards: Rgb; softness: number }>;

export function brandColours(colour: string, theme: keyof typeof SURFACES): BrandColours {
  const { surface, towards, softness } = SURFACES[theme];
  const chosen = parse(colour);
  // A colour that white nearly works on is darkened a little; a really light one gets dark text.
  const takesWhite = contrast(chosen, WHITE) >= 3;
  const accent = takesWhite ? until(chosen, INK, WHITE, READABLE) : chosen;
  const soft = mix(surface, chosen, softness);
  return {
    accent: hex(accent),
    onAccent: hex(takesWhite ? WHITE : INK),
    accentHover: hex(mix(accent, takesWhite ? INK : WHITE, 0.12)),
    accentText: hex(until(chosen, towards, soft, COMFORTABLE)),
    accentSoft: hex(soft),
  };
}

/** Moves a colour just far enough that it can be read against another. */
function until(from: Rgb, towards: Rgb, against: Rgb, ratio: number): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const moved = mix(from, towards, share);
    if (contrast(moved, against) >= ratio) return moved;
  }
  return towards;
}

function parse(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** WCAG 2 contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
