/** A media type that Nashra serves: what every browser shows and none runs. */
export interface MediaKind {
  readonly type: string;
  /** Of the address. */
  readonly ending: string;
}

const kinds = {
  jpeg: { type: 'image/jpeg', ending: 'jpg' },
  png: { type: 'image/png', ending: 'png' },
  gif: { type: 'image/gif', ending: 'gif' },
  webp: { type: 'image/webp', ending: 'webp' },
  avif: { type: 'image/avif', ending: 'avif' },
  mp3: { type: 'audio/mpeg', ending: 'mp3' },
  m4a: { type: 'audio/mp4', ending: 'm4a' },
  oggAudio: { type: 'audio/ogg', ending: 'ogg' },
  wav: { type: 'audio/wav', ending: 'wav' },
  flac: { type: 'audio/flac', ending: 'flac' },
  mp4: { type: 'video/mp4', ending: 'mp4' },
  oggVideo: { type: 'video/ogg', ending: 'ogv' },
  webm: { type: 'video/webm', ending: 'webm' },
} as const satisfies Readonly<Record<string, MediaKind>>;

export const mediaKinds: readonly MediaKind[] = Object.values(kinds);

const typesByEnding: Readonly<Record<string, string>> = {
  ...Object.fromEntries(mediaKinds.map(({ type, ending }) => [ending, type])),
  jpeg: 'image/jpeg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  m4v: 'video/mp4',
};

// SVG can hold script, and the others no browser shows: they lie beside articles all the same, and are none.
const otherEndings =
  'jpe jfif svg svgz heic heif tif tiff bmp ico psd mov avi mkv wmv 3gp aac aif aiff wma amr';
const mediaEndings = new Set([...Object.keys(typesByEnding), ...otherEndings.split(' ')]);

/** Whether a file of that name is taken for a picture, sound or film, and never for an article. */
export function isMediaName(name: string): boolean {
  return mediaEndings.has(endingOf(name));
}

/** By the ending of a file name or of an address's path: no more than a declaration. */
export function typeOfName(name: string): string | undefined {
  return typesByEnding[endingOf(name)];
}

/** Of the addresses of a type that {@link detectMediaKind} gives. */
export function endingOfType(type: string): string {
  return mediaKinds.find((kind) => kind.type === type)?.ending ?? 'bin';
}

function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{2,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

const headLength = 4096;

/** What the bytes are, by what they begin with; undefined for what is not served, such as SVG and HTML. */
export function detectMediaKind(bytes: Uint8Array): MediaKind | undefined {
  const head = Buffer.from(bytes.subarray(0, headLength)).toString('latin1');
  if (head.startsWith('\xFF\xD8\xFF')) return kinds.jpeg;
  if (head.startsWith('\x89PNG\r\n\x1A\n')) return kinds.png;
  if (/^GIF8[79]a/.test(head)) return kinds.gif;
  if (/^RIFF[\s\S]{4}WEBPVP8[ LX]/.test(head)) return kinds.webp;
  if (/^RIFF[\s\S]{4}WAVE/.test(head)) return kinds.wav;
  if (head.startsWith('fLaC')) return kinds.flac;
  if (head.startsWith('OggS')) return head.includes('\x80theora') ? kinds.oggVideo : kinds.oggAudio;
  if (/^\x1A\x45\xDF\xA3[\s\S]{0,60}\x42\x82.webm/.test(head)) return kinds.webm;
  if (head.slice(4, 8) === 'ftyp') return kindOfBrand(head);
  return head.startsWith('ID3') || isMpegLayer3(bytes) ? kinds.mp3 : undefined;
}

/** ISO 14496-12 §4.3: the major brand, and those that it is compatible with. */
function kindOfBrand(head: string): MediaKind | undefined {
  const length = Math.min(head.charCodeAt(2) * 256 + head.charCodeAt(3), headLength);
  const brands: readonly string[] = head.slice(8, length).match(/[\s\S]{4}/g) ?? [];
  const [major = ''] = brands;
  if (brands.includes('avif') || brands.includes('avis')) return kinds.avif;
  if (/^M4[AB] $/.test(major)) return kinds.m4a;
  return /^(?:isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash|f4v )$/.test(major) ? kinds.mp4 : undefined;
}

/** ISO 11172-3 §2.4.1.3: eleven bits of sync, layer III, and neither a forbidden bitrate nor sampling frequency. */
function isMpegLayer3([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isSync = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  return isSync && third >> 4 !== 0 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c;
}
