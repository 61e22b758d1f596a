import { type Article, textsOf, type Warning } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import { matchKey } from '../text/match-key.ts';
import { findSection } from './find-section.ts';
import { findUnbalanced } from './lint-pairs.ts';
import { type Finding, type Passage, readPassages } from './lint-passages.ts';
import { lintText } from './lint-text.ts';
import { lintTitle } from './lint-title.ts';
import { warning } from './messages.ts';

/** One fault repeated is one fault: an editor who is told of a thousand reads none of them. */
const maxOfOneCode = 3;

/** Names under which systems file what nobody filed; as matchKey. */
const placeholderSections = new Set(
  'أخبار|الأخبار|خبر|آخر الأخبار|أخر الأخبار|أهم الأخبار|أخبار عامة|أخبار متفرقة|متفرقات|منوعات|الرئيسية|الصفحة الرئيسية|عام|عامة|أخرى|غير مصنف|بدون تصنيف|بلا تصنيف|بدون قسم|uncategorized|uncategorised|general|news|latest news|home|homepage|misc|miscellaneous|other|default|none'
    .split('|')
    .map(matchKey),
);

/**
 * What an editor should look at in a finished article, of any format; nothing is changed. Messages are in the channel's
 * language. Lines are those of the article's normalised text, and absent for words that a format declares elsewhere.
 */
export function lintArticle(article: Article, channel: Channel): readonly Warning[] {
  const passages = readPassages(article);
  const findings = [
    ...lintFacts(article, channel),
    ...lintTitle(article, channel),
    ...lintText(article, passages),
    ...findUnbalanced(passages),
  ];
  const counts = new Map<string, number>();
  return findings
    .filter(({ code }) => {
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      return count <= maxOfOneCode;
    })
    .map(({ code, passage, words }) =>
      warning(code, channel.language, passage === undefined ? undefined : lineOf(article, passage), ...words),
    );
}

function lintFacts(article: Article, channel: Channel): readonly Finding[] {
  const { section, breaking } = article;
  const isPlaceholder =
    section !== undefined &&
    placeholderSections.has(matchKey(section)) &&
    findSection(channel, section) === undefined;
  const hasParagraph = article.sections.some(
    ({ kind, blocks }) =>
      kind !== 'related' && blocks.some(({ kind: block }) => block === 'paragraph' || block === 'quote'),
  );
  return [
    ...(article.changes.some(({ rule }) => rule === 'bidi_overrides')
      ? [{ code: 'bidi_override', words: [] } as const]
      : []),
    ...(isPlaceholder ? [{ code: 'placeholder_section', words: [section] } as const] : []),
    // A flash of one line is its own summary, and the key points of a flash are its text.
    ...(!hasParagraph && !breaking ? [{ code: 'no_paragraph', words: [] } as const] : []),
    ...(repeatsTitle(article) && hasOtherWords(article)
      ? [{ code: 'summary_is_title', words: [] } as const]
      : []),
  ];
}

/** Folding both costs more than everything else here, and letters that differ much in number can't be the same. */
function repeatsTitle({ summary, title }: Article): boolean {
  return summary.length < title.length * 2 && matchKey(summary) === matchKey(title);
}

/** Whether there was anything else that a summary could have said. */
function hasOtherWords({ sections, title }: Article): boolean {
  const key = matchKey(title);
  return sections
    .filter(({ kind }) => kind !== 'related')
    .flatMap(({ blocks }) => blocks.flatMap(textsOf))
    .some((text) => matchKey(text) !== key);
}

/** 1-based; `undefined` where the passage is joined from parts that stand apart. */
function lineOf({ normalisation }: Article, { text }: Passage): number | undefined {
  const [firstLine = text] = text.split('\n', 1);
  const offset = normalisation.text.indexOf(firstLine);
  if (offset < 0) return undefined;
  let line = 1;
  for (let at = normalisation.text.indexOf('\n'); at >= 0 && at < offset; line += 1)
    at = normalisation.text.indexOf('\n', at + 1);
  return line;
}
