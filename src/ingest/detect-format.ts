export type InputFormat = 'text' | 'unsupported';

export interface FormatHints {
  readonly fileName?: string;
  readonly mediaType?: string;
}

const textEndings = new Set(['', 'txt', 'text']);
const neutralMediaTypes = new Set(['', 'text/plain', 'application/octet-stream']);
const htmlStart = /^\s*(?:<!doctype html|<html|<head|<body|<\?xml|<rss|<feed)[\s>]/i;
const headLength = 512;

/** First bytes of what is no text: ZIP (docx, odt), OLE (doc), PDF, RTF, PNG, JPEG, GIF, gzip. */
const magics = [
  'PK\x03\x04',
  '\xD0\xCF\x11\xE0',
  '%PDF-',
  '{\\rtf',
  '\x89PNG',
  '\xFF\xD8\xFF',
  'GIF8',
  '\x1F\x8B',
];

/** What the bytes are, before their encoding is known: what they begin with wins over their name. */
export function detectFormat(bytes: Uint8Array, hints: FormatHints): InputFormat {
  const head = Buffer.from(bytes.subarray(0, headLength)).toString('latin1');
  if (magics.some((magic) => head.startsWith(magic)) || htmlStart.test(head.replace('\xEF\xBB\xBF', '')))
    return 'unsupported';
  if (looksLikeJson(head, bytes)) return 'unsupported';
  const mediaType = (hints.mediaType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!neutralMediaTypes.has(mediaType)) return 'unsupported';
  return mediaType === 'text/plain' || textEndings.has(endingOf(hints.fileName ?? ''))
    ? 'text'
    : 'unsupported';
}

function looksLikeJson(head: string, bytes: Uint8Array): boolean {
  if (!/^(?:\xEF\xBB\xBF)?\s*\{\s*"/.test(head)) return false;
  const last = Buffer.from(bytes.subarray(-headLength)).toString('latin1');
  return /\}\s*$/.test(last);
}

/** Only what can be an ending: a headline or a date as file name holds full stops too. */
function endingOf(fileName: string): string {
  const ending = /\.([A-Za-z][A-Za-z0-9]{0,7})$/.exec(fileName)?.[1] ?? '';
  return ending.toLowerCase();
}
