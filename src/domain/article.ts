import type { WrittenDate } from '../text/dates.ts';
import type { TextChange } from '../text/text-rule.ts';

export type Direction = 'rtl' | 'ltr';

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

/** A paragraph keeps its line breaks (a poem); the items of a list are one line each, in `ordered` ones the number is left out. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly ordered?: boolean };

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

/**
 * What a newsroom wrote, as recognised. All text is plain, normalised and free of bidi controls.
 * An Article is never stored: the original bytes are.
 */
export interface Article {
  readonly format: 'text';
  readonly encoding: 'utf-8';
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
  readonly changes: readonly TextChange[];
  readonly warnings: readonly Warning[];
}

/** The one-line items of the article's key points, in order; empty when it has none. */
export function keyPointsOf(article: Pick<Article, 'sections'>): readonly string[] {
  return article.sections
    .filter((section) => section.kind === 'keyPoints')
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.kind === 'list' ? block.items : [block.text]));
}
