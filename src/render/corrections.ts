import type { Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import { type Sentence, sentenceIn } from '../domain/sentence.ts';
import { escapeHtml } from '../text/html.ts';
import { datesOf } from './pages/dates.ts';

const heading: Sentence = { ar: 'تصحيح', en: 'Correction' };

/** The HTML with a paragraph for each correction below it, in the item's language and with the day of each. */
export function withCorrections(
  site: Site,
  item: Pick<FeedItem, 'corrections' | 'language'>,
  html: string,
): string {
  if (item.corrections.length === 0) return html;
  const { day } = datesOf(site, item.language);
  const name = sentenceIn(item.language, heading);
  const notes = item.corrections.map(
    ({ note, at }) => `<p><strong>${name} (${escapeHtml(day(at))}):</strong> ${escapeHtml(note)}</p>`,
  );
  return [html, ...notes].filter((part) => part !== '').join('\n');
}
