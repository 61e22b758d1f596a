import { createHash } from 'node:crypto';
import type { Warning } from '../domain/article.ts';
import type { Media, MediaFacts, MediaReference } from '../domain/media.ts';
import { type WarningCode, warning } from '../ingest/messages.ts';
import { measurePicture } from './measure-picture.ts';
import { detectMediaKind, endingOfType, typeOfName } from './media-types.ts';
import { removeLocation } from './remove-location.ts';

/** A file to keep: `media/<sha256>.<ending>` is its address. */
export interface MediaFile {
  readonly sha256: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly width?: number;
  readonly height?: number;
}

export interface ResolvedMedia {
  /** Index for index with the references: undefined where nothing came of one. */
  readonly media: readonly (Media | undefined)[];
  readonly files: readonly MediaFile[];
  readonly warnings: readonly Warning[];
}

/** What stands under a name beside the article: its bytes, or what was kept of a file that is gone. */
export type Found =
  | { readonly bytes: Uint8Array }
  | { readonly kept: Media }
  | { readonly tooLarge: true }
  | undefined;

const mebibyte = 1024 * 1024;
const maxPictureBytes = 10 * mebibyte;
/** An hour of speech, or some minutes of film. */
export const maxMediaBytes = 64 * mebibyte;
/** Of everything that one article brings. */
const maxTotalBytes = 2 * maxMediaBytes;
export const maxReferences = 100;
const maxWords = 2000;

/**
 * What an article refers to, as an item has it. Of bytes that are here (files beside the article, pictures inside it)
 * type, length and size are what the bytes say; what lies elsewhere keeps what is declared, and is not fetched.
 * @param findCompanion by the name of a file, as it stands in the article
 * @param language of the channel, for the warnings
 */
export async function resolveMedia(
  references: readonly MediaReference[],
  findCompanion: (name: string) => Promise<Found>,
  language: string,
): Promise<ResolvedMedia> {
  const media: (Media | undefined)[] = [];
  const files = new Map<string, MediaFile>();
  const warnings: Warning[] = [];
  let roomBytes = maxTotalBytes;
  for (const [index, reference] of references.entries()) {
    const name = 'address' in reference ? reference.address : '';
    const result: Result = index < maxReferences ? await resolveOne(reference, findCompanion, roomBytes) : {};
    media.push(result.media);
    if (result.warn !== undefined) warnings.push(warning(result.warn, language, undefined, name));
    if (result.file === undefined || files.has(result.file.sha256)) continue;
    files.set(result.file.sha256, result.file);
    roomBytes -= result.file.bytes.length;
  }
  return { media, files: [...files.values()], warnings };
}

interface Result {
  readonly media?: Media;
  readonly file?: MediaFile;
  readonly warn?: WarningCode;
}

async function resolveOne(
  reference: MediaReference,
  findCompanion: (name: string) => Promise<Found>,
  roomBytes: number,
): Promise<Result> {
  if ('bytes' in reference) return resolveBytes(reference.bytes, '', reference, roomBytes);
  const { address } = reference;
  if (/^https?:/i.test(address)) {
    const media = remoteMedia(address, reference);
    return media === undefined ? { warn: 'media_missing' } : { media };
  }
  const found = await findCompanion(address);
  if (found === undefined) return { warn: 'media_missing' };
  if ('tooLarge' in found) return { warn: 'media_too_large' };
  if ('kept' in found) return { media: { ...found.kept, ...wordsOf(reference) } };
  return resolveBytes(found.bytes, address, reference, roomBytes);
}

function resolveBytes(given: Uint8Array, name: string, reference: MediaFacts, roomBytes: number): Result {
  const kind = detectMediaKind(given);
  if (kind === undefined) return { warn: 'media_unsupported' };
  const isPicture = kind.type.startsWith('image/');
  const maxBytes = Math.min(isPicture ? maxPictureBytes : maxMediaBytes, roomBytes);
  if (given.length > maxBytes) return { warn: 'media_too_large' };
  const cleaned = removeLocation(given);
  const bytes = cleaned ?? given;
  const file = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    // A sound in an MP4 that names no brand of sound: only its name tells.
    type: kind.type === 'video/mp4' && typeOfName(name) === 'audio/mp4' ? 'audio/mp4' : kind.type,
    bytes,
    ...(isPicture ? measurePicture(bytes, kind.type) : undefined),
  };
  const media = { ...keptMedia({ ...file, lengthBytes: bytes.length }), ...wordsOf(reference) };
  return cleaned === undefined ? { media, file } : { media, file, warn: 'photo_has_location' };
}

/** What is served here, by the facts that are kept of it. The same bytes always have the same address. */
export function keptMedia(kept: {
  readonly sha256: string;
  readonly type: string;
  readonly lengthBytes: number;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}): Media {
  const { sha256, type, lengthBytes, width, height } = kept;
  return {
    address: `media/${sha256}.${endingOfType(type)}`,
    type,
    lengthBytes,
    ...(width === undefined || height === undefined ? {} : { width, height }),
  };
}

function remoteMedia(address: string, declared: MediaFacts): Media | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return undefined;
  const { lengthBytes, width, height } = declared;
  return {
    address: url.href,
    type: declaredType(declared.type) ?? typeOfName(url.pathname) ?? 'image/*',
    ...(isCount(lengthBytes) ? { lengthBytes } : {}),
    ...(isCount(width) && isCount(height) ? { width, height } : {}),
    ...wordsOf(declared),
  };
}

/** RFC 6838 §4.2, without parameters. */
function declaredType(type: string | undefined): string | undefined {
  const name = type?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/.test(name) ? name : undefined;
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0;
}

function wordsOf({ alt, caption, credit }: MediaFacts): Pick<MediaFacts, 'alt' | 'caption' | 'credit'> {
  const words = { alt: oneLine(alt), caption: oneLine(caption), credit: oneLine(credit) };
  return Object.fromEntries(Object.entries(words).filter(([, text]) => text !== ''));
}

/** One line that any document may hold, and that hides nothing of its direction. */
function oneLine(text = ''): string {
  return text
    .slice(0, maxWords)
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF\s]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}
