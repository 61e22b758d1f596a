/** A file that an article names, or that lies beside it under its name. */
export interface Companion {
  /** Relative to the inbox, folded as {@link fileKey} does. */
  readonly path: string;
  /** Changes with every write; undefined when the file is not there, or may not be read. */
  readonly state: string | undefined;
  readonly lengthBytes: number;
  /** Undefined when the file is not there, or has changed since. */
  readonly read: () => Promise<Uint8Array | undefined>;
}

/** The files beside one article. */
export interface Companions {
  /** Those that are the article's by their own name: of `photo.txt` `photo.jpg`, then `photo-1.jpg`, `photo-2.jpg`. */
  readonly list: () => Promise<readonly string[]>;
  /** Whether a name is the article's own in that way. */
  readonly owns: (name: string) => boolean;
  /** By a name relative to the article's folder; undefined for a name that leads out of it or to a hidden file. */
  readonly find: (name: string) => Promise<Companion | undefined>;
}

/** Where an article came without files. */
export const noCompanions: Companions = {
  list: async () => [],
  owns: () => false,
  find: async () => undefined,
};

/**
 * What file names are compared by: Arabic names are composed on some systems and not on others (NFC, NFD), and
 * cameras write their endings in capitals.
 */
export function fileKey(name: string): string {
  const composed = name.normalize('NFC');
  const ending = composed.lastIndexOf('.');
  return ending < 0 ? composed : composed.slice(0, ending) + composed.slice(ending).toLowerCase();
}

/** A name without its folder and ending, for comparison. */
export function baseKey(name: string): string {
  const file = fileKey(name.slice(name.lastIndexOf('/') + 1));
  const ending = /\.[A-Za-z][A-Za-z0-9]{0,7}$/.exec(file);
  return ending === null || ending.index === 0 ? file : file.slice(0, ending.index);
}

/** `photo` of `photo-2`; undefined for a name without a number. */
export function unnumberedKey(base: string): string | undefined {
  return /^(.+)-\p{Nd}{1,3}$/u.exec(base)?.[1];
}

/**
 * The steps from the article's folder to a file that it names, as the name may stand in HTML or Markdown; undefined
 * when it leads out of the folder, into a hidden one, or is no name of a file.
 */
export function stepsTo(name: string): readonly string[] | undefined {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(name)) return undefined;
  const named = name
    .replaceAll('\\', '/')
    .split('/')
    .filter((step) => step !== '.');
  const isPlain = named.length > 0 && named.every((step) => step !== '' && !/^\.|^~\$|\0/.test(step));
  return isPlain ? named.map((step) => step.normalize('NFC')) : undefined;
}

/** As HTML and Markdown encode names; a percent sign may also stand in a name that nobody encoded. */
export function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
