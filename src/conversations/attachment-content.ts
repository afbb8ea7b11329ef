import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { AppError } from '../core/app-error';
import { log } from '../core/log';

/** What is kept of an upload. */
export interface Content {
  bytes: Buffer;
  mime: string;
  width: number | null;
  height: number | null;
  thumbnail: Buffer | null;
}

type Format = 'png' | 'jpeg' | 'webp' | 'gif';

const IMAGES: Record<string, Format> = {
  'image/png': 'png',
  'image/apng': 'png',
  'image/jpeg': 'jpeg',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

/** More than the cameras of phones give; unpacked, each pixel is four bytes. */
const MAX_PIXELS = 50_000_000;
const MAX_SECONDS = 10;
const THUMBNAIL = 480;
/** As much as any of the types needs to be told from the others. */
const TELLING_BYTES = 4100;

// Uploads do not come back, and other requests need the memory and the second core.
sharp.cache(false);
sharp.concurrency(1);

/** Finds out what the bytes are, whatever they are called, and keeps only what cannot do harm. */
export async function readContent(bytes: Buffer): Promise<Content> {
  if (bytes.length === 0) throw AppError.field('file', 'The file is empty.');
  const found = await fileTypeFromBuffer(bytes.subarray(0, TELLING_BYTES));
  if (!found && isPlainText(bytes)) return asItIs(bytes, 'text/plain');
  if (found?.mime === 'application/pdf') return asItIs(bytes, found.mime);
  const format = found && IMAGES[found.mime];
  if (!format) throw unsupported();
  return redrawn(bytes, format);
}

function asItIs(bytes: Buffer, mime: string): Content {
  return { bytes, mime, width: null, height: null, thumbnail: null };
}

/**
 * The picture drawn anew, upright and in sRGB: its place and camera, and whatever else was hidden in the file, stay
 * behind. Of an animation the first frame is kept, since the price of the others is not bounded by the file's size.
 */
async function redrawn(bytes: Buffer, format: Format): Promise<Content> {
  try {
    // Reads the head of the file only.
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MAX_PIXELS) throw new AppError('PAYLOAD_TOO_LARGE', 'The picture has too many pixels.');
    const picture = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .timeout({ seconds: MAX_SECONDS })
      .autoOrient()
      .toFormat(format, { quality: 85, ...(format === 'png' || format === 'gif' ? { quality: 100, effort: 4 } : {}) })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(picture.data, { limitInputPixels: MAX_PIXELS })
      .timeout({ seconds: MAX_SECONDS })
      .resize(THUMBNAIL, THUMBNAIL, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer();
    return {
      bytes: picture.data,
      mime: `image/${format}`,
      width: picture.info.width,
      height: picture.info.height,
      thumbnail,
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    log.info({ format }, 'a picture could not be read');
    throw unsupported();
  }
}

/** Text that people read. What a browser might take for a page is not, nor is anything with control characters. */
function isPlainText(bytes: Buffer): boolean {
  const text = decoded(bytes);
  return text !== null && !/(?![\t\n\f\r])\p{Cc}/u.test(text) && !/^\s*<(!|\?|[a-z])/i.test(text);
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function unsupported(): AppError {
  return new AppError('UNSUPPORTED_TYPE', 'Only pictures (PNG, JPEG, WebP, GIF), PDF and plain text can be attached.');
}
