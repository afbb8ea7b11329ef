/** White or ink, whichever can be seen on a shop's colour; a launcher's sign needs 3 : 1. */
export function signOn(colour: string): string {
  const value = Number.parseInt(colour.slice(1), 16);
  const [r, g, b] = [16, 8, 0].map((shift) => (((value >> shift) & 255) / 255) ** 2.2) as [number, number, number];
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (luminance + 0.05) < 3 ? '#111113' : '#fff';
}
