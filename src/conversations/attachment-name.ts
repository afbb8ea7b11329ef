import { shortened } from '../core/text';

const MAX_LENGTH = 200;

/** Which endings may stay; what else a file calls itself does not decide how it is opened. */
const ENDINGS: Record<string, readonly string[]> = {
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/webp': ['.webp'],
  'image/gif': ['.gif'],
  'application/pdf': ['.pdf'],
  'text/plain': ['.txt', '.log', '.csv', '.md'],
};

/** Control characters, halves of surrogate pairs, and what makes text run the other way or hides in it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The uploader's name for the file, harmless on every system that it may be saved on. */
export function cleanName(name: string, mime: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(INVISIBLE, '')
    .replace(/["<>:|?*;%]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const safe = RESERVED.test(plain) ? `_${plain}` : plain || 'file';
  const endings = ENDINGS[mime] ?? [];
  const ending = endings.find((known) => safe.toLowerCase().endsWith(known));
  const stem = ending ? safe.slice(0, -ending.length) : safe;
  const kept = ending ?? endings[0] ?? '';
  return `${shortened(stem || 'file', MAX_LENGTH - kept.length)}${kept}`;
}

/** `Content-Disposition` as RFC 6266 has it: for old programs in ASCII, for the others as it is. */
export function disposition(type: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
