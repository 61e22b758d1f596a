import { countLetters } from '../text/direction.ts';
import { plainTextOfHtml } from '../text/plain-html.ts';
import type { FeedView, ItemView, TextField } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';
import { picturesOf } from './profile-pictures.ts';

/** How systems end a text that they cut themselves. */
const cutOff =
  /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:اقرأ|إقرأ|قراءة|تابع) (?:المزيد|القراءة|الخبر كاملا)|Read more|Continue reading)[\s.»"…←>]*$/i;

const endLength = 400;

/** Aggregators that show the whole text, such as Nabd, which publishes no specification (ARABIC.md §6). */
export function lintForFullText(feed: FeedView): readonly Finding[] {
  return feed.items.flatMap(lintItem);
}

function lintItem(item: ItemView): readonly Finding[] {
  const { content, categories, place } = item;
  const isArabic = categories.some(({ text }) => countLetters(text).arabic > 0);
  return [
    ...lintContent(item),
    ...(content !== undefined && cutOff.test(endOf(content))
      ? [finding('full_text_cut', content.place, endOf(content).slice(-60))]
      : []),
    ...(picturesOf(item).length > 0 ? [] : [finding('full_text_without_image', place)]),
    ...(isArabic ? [] : [finding('full_text_without_category', place)]),
  ];
}

/** A content that only repeats the summary is none. */
function lintContent({ content, summary, place }: ItemView): readonly Finding[] {
  const isSummary = content !== undefined && content.facts.text === summary?.facts.text;
  return content === undefined || isSummary ? [finding('full_text_missing', content?.place ?? place)] : [];
}

function endOf({ text }: TextField): string {
  return plainTextOfHtml(text.slice(-endLength)).slice(-endLength);
}
