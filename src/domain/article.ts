import type { WrittenDate } from '../text/dates.ts';
import type { Edit } from '../text/edits.ts';
import type { TextChange } from '../text/text-rule.ts';
import type { MediaReference } from './media.ts';

export type Direction = 'rtl' | 'ltr';

/** How the article was written down; `markdown` to `html-page` and `docx` carry markup, the others fields as well. */
export type ArticleFormat =
  | 'text'
  | 'markdown'
  | 'html'
  | 'html-page'
  | 'docx'
  | 'json-feed-item'
  | 'ninjs'
  | 'news-article';

/** Names of the WHATWG Encoding Standard, and `x-mac-arabic`, which it lacks. */
export type ArticleEncoding =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'windows-1252'
  | 'windows-1256'
  | 'iso-8859-6'
  | 'x-mac-arabic';

/** What a section of an article is, by its heading. `body` is everything that has none. */
export type SectionKind =
  | 'body'
  | 'keyPoints'
  | 'analysis'
  | 'background'
  | 'quotes'
  | 'numbers'
  | 'related'
  | 'list'
  | 'other';

/** Markup over a stretch of a text: offsets in UTF-16 units, end exclusive. */
export type Mark =
  | { readonly kind: 'strong' | 'em' | 'sub' | 'sup'; readonly start: number; readonly end: number }
  /** `href` is absolute: http, https or mailto. */
  | { readonly kind: 'link'; readonly start: number; readonly end: number; readonly href: string };

/** Marks are in order of their start and properly nested or apart. */
export interface MarkedText {
  readonly text: string;
  readonly marks?: readonly Mark[];
}

/**
 * A paragraph and a quotation keep their line breaks (a poem); the items of a list are one line each, in `ordered`
 * ones the number is left out; `start` is the first item's, where it isn't 1. `media` of a figure is the index of what it shows among the article's media.
 */
export type Block =
  | ({ readonly kind: 'paragraph' | 'quote' } & MarkedText)
  | {
      readonly kind: 'list';
      readonly items: readonly MarkedText[];
      readonly ordered?: boolean;
      readonly start?: number;
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly TableCell[])[] }
  | { readonly kind: 'figure'; readonly media: number; readonly caption?: string };

export interface TableCell extends MarkedText {
  readonly isHeader: boolean;
}

/** `heading` is the text of the heading without its mark; the body usually has none. */
export interface ArticleSection {
  readonly kind: SectionKind;
  readonly heading?: string;
  readonly blocks: readonly Block[];
}

/** Something an editor should look at. `code` is stable English, `message` is in the channel's language. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  /** 1-based line of the decoded text, where there is one to name. */
  readonly line?: number;
}

/** The decoded text and the normalised one, with every difference between the two. */
export interface Normalisation {
  readonly original: string;
  readonly text: string;
  /** In order of their place in `original`. */
  readonly edits: readonly Edit[];
}

/**
 * What a newsroom wrote, as recognised. All text is plain, normalised and free of bidi controls.
 * An Article is never stored: the original bytes are.
 */
export interface Article {
  readonly format: ArticleFormat;
  readonly encoding: ArticleEncoding;
  /** The name by which another system knows the article. */
  readonly externalId?: string;
  /** Not to be published before: an embargo, or the hour that an editor chose. */
  readonly publishAt?: Date;
  /** Not to be published any longer from then on. */
  readonly expiresAt?: Date;
  /** What readers of an earlier text must be told was wrong in it. */
  readonly corrections: readonly string[];
  /** The article is taken back, for this reason. */
  readonly withdrawal?: string;
  /** What has changed in the text is nothing that readers should be told of. */
  readonly isSilent: boolean;
  /** BCP 47. */
  readonly language: string;
  readonly direction: Direction;
  readonly title: string;
  /** `derived` when no headline stood in the text and one was taken from the key points or the lead. */
  readonly titleOrigin: 'explicit' | 'derived';
  readonly summary: string;
  /** The desk as the text names it; the channel's configuration gives it a slug. */
  readonly section?: string;
  /** The agency as the text names it. */
  readonly source?: string;
  readonly authors: readonly string[];
  /** Place (and day) that open the lead, as written: `القاهرة`. */
  readonly dateline?: string;
  /** When the text says it was published; absent when it doesn't say, or not with a year. */
  readonly stated?: WrittenDate;
  readonly breaking: boolean;
  readonly tags: readonly string[];
  /** In the order of the text; bylines, credits and fields are not in them. */
  readonly sections: readonly ArticleSection[];
  /** In the order in which they are referred to. */
  readonly media: readonly MediaReference[];
  /** What normalisation was given and what came of it. */
  readonly normalisation: Normalisation;
  readonly changes: readonly TextChange[];
  readonly warnings: readonly Warning[];
}

/** The one-line items of the article's key points, in order; empty when it has none. */
export function keyPointsOf(article: Pick<Article, 'sections'>): readonly string[] {
  return article.sections
    .filter((section) => section.kind === 'keyPoints')
    .flatMap((section) => section.blocks)
    .flatMap((block) => textsOf(block));
}

/** What a reader reads of the block, line by line; a figure's caption is its text. */
export function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'list':
      return block.items.map((item) => item.text);
    case 'table':
      return block.rows.flatMap((row) => row.map((cell) => cell.text)).filter((text) => text !== '');
    case 'figure':
      return block.caption === undefined ? [] : [block.caption];
    default:
      return [block.text];
  }
}
