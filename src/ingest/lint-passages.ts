import { type Article, type ArticleSection, textsOf } from '../domain/article.ts';
import type { WarningCode } from './messages.ts';

/** A stretch of the article as a reader reads it. */
export interface Passage {
  readonly text: string;
  /** Passages of one group may share a quotation: the paragraphs of a section. */
  readonly group: number;
}

/** One thing to look at, with the words concerned, in the order of the gaps in the message of its code. */
export interface Finding {
  readonly code: WarningCode;
  readonly passage?: Passage;
  readonly words: readonly string[];
}

const maxContext = 28;
const space = /\s/;

/**
 * What a reader reads, each word once: an explicit title, a summary written for its own sake, then headings and
 * blocks. What is kept apart from the article (`related`) is not the editor's text.
 */
export function readPassages(article: Article): readonly Passage[] {
  const passages: Passage[] = [];
  let group = 0;
  const alone = (text: string) => passages.push({ text, group: group++ });
  if (article.titleOrigin === 'explicit') alone(article.title);
  const sections = article.sections.filter(({ kind }) => kind !== 'related');
  if (isOwnSummary(article.summary, sections)) alone(article.summary);
  for (const { heading, blocks } of sections) {
    if (heading !== undefined) alone(heading);
    const shared = group++;
    for (const block of blocks) {
      if (block.kind === 'paragraph' || block.kind === 'quote')
        passages.push({ text: block.text, group: shared });
      else for (const text of textsOf(block)) alone(text);
    }
  }
  return passages;
}

/** Taken from a paragraph it may be cut in the middle of a quotation. */
function isOwnSummary(summary: string, sections: readonly ArticleSection[]): boolean {
  const start = summary.replace(/…$/, '');
  return !sections.some(({ blocks }) =>
    blocks.some((block) => textsOf(block).some((text) => text.replaceAll('\n', ' ').includes(start))),
  );
}

/** The words in which a stretch stands, with a word before and after it where there is one near. */
export function wordsAround(text: string, start: number, end: number): string {
  let from = start;
  let words = 0;
  while (from > 0 && start - from < maxContext) {
    if (space.test(text[from - 1] ?? ' ') && ++words > 1) break;
    from -= 1;
  }
  let to = end;
  words = 0;
  while (to < text.length && to - end < maxContext) {
    if (space.test(text[to] ?? ' ') && ++words > 1) break;
    to += 1;
  }
  return text.slice(from, to).replace(/\s+/g, ' ').trim();
}
