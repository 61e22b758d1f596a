import { type Article, type ArticleSection, textsOf } from '../../domain/article.ts';
import { html, type Markup } from '../../render/pages/markup.ts';
import { cutAtWord } from '../../text/excerpt.ts';
import { factsOf, mediumOf, sizesOf } from './facts.ts';
import type { ReportWords } from './report-words.ts';

const maxExcerpt = 90;
const maxBlocks = 60;

/** What was recognised besides title, summary and text. */
export function renderFacts(article: Article, words: ReportWords, wordsPerMinute?: number): Markup {
  return html`<section>
<h2>${words.facts}</h2>
<dl class="known">${factsOf(article, words, wordsPerMinute).map(
    ({ label, value, isOurs }) =>
      html`<div><dt>${label}</dt><dd${value === undefined || isOurs ? html` class="none"` : undefined}><bdi>${value ?? words.absent}</bdi></dd></div>\n`,
  )}</dl>
</section>
`;
}

/** The sections in their order, each with the first words of what stands in it, and the media. */
export function renderStructure(article: Article, words: ReportWords): Markup {
  return html`<section>
<h2>${words.structure}</h2>
<ol class="outline">${article.sections.map((section) => renderSection(section, article, words))}</ol>
</section>
${renderMedia(article, words)}`;
}

function renderSection(
  section: ArticleSection,
  { language, direction }: Article,
  words: ReportWords,
): Markup {
  const { kind, heading, blocks } = section;
  const texts = blocks.flatMap((block) =>
    textsOf(block).map((text) => ({ text, isItem: block.kind === 'list' })),
  );
  const more = texts.length - maxBlocks;
  return html`<li class="kind-${kind}"><p class="kind"><span>${words.kinds[kind]}</span> <small>${sizesOf(section, words)}</small></p>
${heading === undefined || heading === words.kinds[kind] ? undefined : html`<h3 lang="${language}" dir="${direction}">${heading}</h3>\n`}<ul lang="${language}" dir="${direction}">${texts
    .slice(0, maxBlocks)
    .map(
      ({ text, isItem }) =>
        html`<li${isItem ? html` class="item"` : undefined}>${cutAtWord(text, maxExcerpt)}</li>\n`,
    )}</ul>
${more > 0 ? html`<p class="more">${words.more(more)}</p>` : undefined}</li>
`;
}

function renderMedia({ media }: Article, words: ReportWords): Markup | undefined {
  if (media.length === 0) return undefined;
  return html`<section>
<h2>${words.media}</h2>
<ul class="media">${media.map(
    (medium) =>
      html`<li><bdi>${mediumOf(medium, words)}</bdi>${medium.alt === undefined ? undefined : html`<br><small>${medium.alt}</small>`}</li>\n`,
  )}</ul>
</section>
`;
}
