import type { FeedFormat } from '../../src/domain/addresses.ts';

/** One item as a reader program keeps it. What the program does not keep is undefined. */
export interface ReadItem {
  readonly id?: string;
  readonly title: string;
  readonly link: string;
  readonly publishedAt: Date;
  /** In the document's order; some programs keep only one of several: see each reader's file. */
  readonly authors: readonly string[];
  /** What the program shows to people: RSS `category`, `atom:category/@label` or else `@term`, JSON `tags`. */
  readonly categories?: readonly string[];
  /** `atom:category/@term`; Atom only. */
  readonly terms?: readonly string[];
  /** Words of the content (of the summary, where there is no content), white space folded. */
  readonly text: string;
  /** The content (or summary) as the program hands it on to be shown. */
  readonly html: string;
  /** RSS `enclosure`, Atom `link rel="enclosure"`, JSON `attachments`; absent where there is none. */
  readonly enclosures?: readonly ReadEnclosure[];
  /** Media RSS `media:content`, in pixels. */
  readonly pictures?: readonly { readonly url: string; readonly width: number; readonly height: number }[];
}

export interface ReadEnclosure {
  readonly url: string;
  readonly type: string | undefined;
  readonly lengthBytes: number | undefined;
}

/** A feed as a reader program keeps it. */
export interface ReadFeed {
  readonly reader: string;
  readonly title?: string;
  readonly language?: string;
  /** Whether the program will set the feed from right to left, where it decides that when it reads. */
  readonly rightToLeft?: boolean;
  /** In the document's order. */
  readonly items: readonly ReadItem[];
}

/** A program that people read feeds with, or the library such programs are built on. */
export interface Reader {
  readonly name: string;
  readonly formats: readonly FeedFormat[];
  /** Why it can't be run on this machine and what to install; undefined when it can. */
  findFault(): string | undefined;
  /** Rejects when the program could not read the feed. */
  read(url: string): Promise<ReadFeed>;
}

/** A reader's date; an item without one is a fault in every feed of ours, so it throws. */
export function readDate(value: string | number | undefined, reader: string, title: string): Date {
  const date = new Date(value ?? Number.NaN);
  if (Number.isNaN(date.getTime())) {
    throw new Error(`${reader} finds no date in ${JSON.stringify(title)}: ${JSON.stringify(value)}`);
  }
  return date;
}
