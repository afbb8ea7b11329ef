const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const;

const SYSTEMS = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

interface Device {
  /** Null when nothing is recognised. */
  name: string | null;
  isPhone: boolean;
}

/** What a browser calls itself, as people call it. */
export function deviceName(userAgent: string): Device {
  const found = [BROWSERS, SYSTEMS].flatMap((known) => known.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? []);
  return { name: found.join(', ') || null, isPhone: /\b(?:iPhone|Android)\b/.test(userAgent) };
}
