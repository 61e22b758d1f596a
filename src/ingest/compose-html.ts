import type { Article, ArticleSection, Block } from '../domain/article.ts';
import { firstStrongDirection } from '../text/direction.ts';
import { escapeHtml } from '../text/html.ts';
import { sanitize } from './sanitize.ts';

const rightToLeftMark = '\u200F';
const firstText = /^(?:<[^>]*>)*/;

/**
 * The article's body as sanitized HTML, without the wrapper that carries direction and language. `related` sections
 * are left out. A right-to-left text that opens with Latin letters gets U+200F first, because readers without the
 * wrapper go by the first strong character (ARABIC.md §2).
 */
export function composeHtml(article: Article): string {
  const html = sanitize(
    article.sections
      .filter((section) => section.kind !== 'related')
      .map(sectionHtml)
      .join('\n'),
  );
  return article.direction === 'rtl' && opensLeftToRight(article)
    ? html.replace(firstText, `$&${rightToLeftMark}`)
    : html;
}

function sectionHtml({ heading, blocks }: ArticleSection): string {
  const parts = blocks.map(blockHtml);
  return (heading === undefined ? parts : [`<h2>${escapeHtml(heading)}</h2>`, ...parts]).join('\n');
}

function blockHtml(block: Block): string {
  if (block.kind === 'paragraph') return `<p>${escapeHtml(block.text).replaceAll('\n', '<br>')}</p>`;
  const tag = block.ordered ? 'ol' : 'ul';
  return `<${tag}>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</${tag}>`;
}

function opensLeftToRight({ sections }: Article): boolean {
  for (const section of sections) {
    if (section.kind === 'related') continue;
    const [block] = section.blocks;
    const text = section.heading ?? (block?.kind === 'list' ? block.items[0] : block?.text) ?? '';
    const direction = firstStrongDirection(text);
    if (direction !== undefined) return direction === 'ltr';
  }
  return false;
}
