import { matchKey } from '../text/match-key.ts';
import type { FeedView, Field } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';

/** Names that say nothing about an item, and default terms of content systems. */
const placeholders = new Set(
  'أخبار|الأخبار|آخر الأخبار|اخر الاخبار|أخبار عامة|منوعات|متفرقات|الرئيسية|رئيسي|عام|عامة|غير مصنف|بدون تصنيف|أخرى|مقالات|تدوينات|slider|سلايدر|مميز|أهم الأخبار|عاجل|Uncategorized|General|News|Home|Main|Featured|Other'
    .split('|')
    .map(matchKey),
);
const newsCode = /^(?:medtop|subj|iptc)[:.]?\d{6,8}$/i;

/** What stands for people as the topic of an item: RSS `<category>`, Atom `label`, JSON Feed `tags`. */
export function lintCategories(feed: FeedView): readonly Finding[] {
  return feed.items.flatMap(({ categories }) => categories.flatMap(lintCategory));
}

function lintCategory({ text, place }: Field): readonly Finding[] {
  const name = text.trim();
  if (name === '') return place.path?.endsWith('@term') === true ? [] : [finding('category_empty', place)];
  if (newsCode.test(name)) return [finding('category_code', place, name)];
  return placeholders.has(matchKey(name)) ? [finding('category_placeholder', place, name)] : [];
}
