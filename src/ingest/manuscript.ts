import type { Mark } from '../domain/article.ts';
import type { MediaReference } from '../domain/media.ts';

/**
 * What a line is by its format, where the format says so. Lines of one list, quotation, table or broken paragraph
 * have the same `group`; groups of all kinds are counted together from 0.
 */
export type LineRole =
  | { readonly kind: 'heading'; readonly level: number }
  | { readonly kind: 'paragraph'; readonly group: number }
  /** `number` counts the items of its list from 1. */
  | { readonly kind: 'item'; readonly group: number; readonly ordered: boolean; readonly number: number }
  | { readonly kind: 'quote'; readonly group: number }
  | {
      readonly kind: 'cell';
      readonly group: number;
      readonly row: number;
      readonly column: number;
      readonly isHeader: boolean;
    }
  /** The line is U+FFFC and the caption; `media` is the index of what is shown there. */
  | { readonly kind: 'figure'; readonly media: number };

/** Offsets in UTF-16 units of the manuscript's text, end exclusive. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
  readonly role: LineRole;
}

/** What a format states in fields of its own, as it stands there: not normalised, nothing parsed. */
export interface DeclaredFacts {
  /** The name by which another system knows the article: RSS guid, `atom:id`, ninjs `uri`. */
  readonly id?: string;
  readonly title?: string;
  readonly subtitle?: string;
  readonly summary?: string;
  readonly section?: string;
  readonly source?: string;
  readonly authors?: readonly string[];
  /** Where it was written. */
  readonly dateline?: string;
  readonly tags?: readonly string[];
  /** RFC 3339, or as people write times: see {@link Article.publishAt}. */
  readonly publishAt?: string;
  readonly expiresAt?: string;
  /** For readers, a sentence or more each. */
  readonly corrections?: readonly string[];
  /** The reason of a withdrawal. */
  readonly withdrawal?: string;
  readonly isSilent?: boolean;
  /** RFC 3339, RFC 822, or as people write dates. */
  readonly published?: string;
  /** BCP 47, as declared. */
  readonly language?: string;
  readonly breaking?: boolean;
}

/** An article before its structure is recognised: what every format is brought to. */
export interface Manuscript {
  readonly facts: DeclaredFacts;
  /** Decoded plain text, one line a paragraph, heading, item or cell. */
  readonly text: string;
  /** Markup inside the lines, by offsets of `text`; in order of their start. */
  readonly marks: readonly Mark[];
  /** In order; lines without one are plain. */
  readonly roles: readonly LineSpan[];
  readonly media: readonly MediaReference[];
}

/** What the formats that carry HTML give: the article's part of it, and what is declared outside. */
export interface HtmlSource {
  /** Untrusted; pictures inside the article may be `data:` URLs. */
  readonly html: string;
  readonly facts: DeclaredFacts;
  /** Absolute: what relative addresses are resolved against. */
  readonly baseUrl?: string;
  /** What is attached without standing in the text, such as enclosures. */
  readonly media: readonly MediaReference[];
}
