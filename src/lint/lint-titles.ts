import { countLetters, firstStrongDirection } from '../text/direction.ts';
import { matchKey } from '../text/match-key.ts';
import { bearsTags, plainTextOfHtml } from '../text/plain-html.ts';
import type { FeedView, ItemView, TextField } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';

const entity =
  /&(?:amp|lt|gt|quot|apos|nbsp|laquo|raquo|lsquo|rsquo|ldquo|rdquo|hellip|ndash|mdash|#\d{2,6}|#x[0-9a-f]{2,5});/i;
const parting = /\s[|｜–—-]\s/;
/** Fewer items may share their last words by chance. */
const leastShared = 3;

/** Titles are plain text in every format, whatever Atom may say of their type. */
export function lintTitles(feed: FeedView): readonly Finding[] {
  const isShared = sharedEnding(feed);
  return feed.items.flatMap((item) => {
    const { title } = item;
    if (title === undefined || title.text.trim() === '')
      // Of Atom it is said that a required element is missing.
      return feed.format === 'atom' ? [] : [finding('title_missing', title?.place ?? item.place)];
    return [...lintTitle(title, feed), ...lintSiteName(title, feed, isShared)];
  });
}

function lintTitle(title: TextField, { format }: FeedView): readonly Finding[] {
  const { text, facts, isHtml, place } = title;
  const at = (code: Finding['code'], holds: boolean) => (holds ? [finding(code, place, text)] : []);
  return [
    ...at('title_html', isHtml ? facts.tags.size > 0 : bearsTags(text)),
    ...at('title_double_escaped', entity.test(isHtml ? facts.text : text)),
    ...at('title_white_space', text !== text.trim() || /[\n\r\t]/.test(text)),
    // In JSON a mark would be an enemy of search, and its readers take the direction from the language.
    ...at('title_latin_first', format !== 'json' && opensInLatin(plainTextOfHtml(facts.text))),
  ];
}

function opensInLatin(text: string): boolean {
  const { arabic, latin } = countLetters(text);
  return arabic > latin && firstStrongDirection(text) === 'ltr';
}

function lintSiteName(title: TextField, feed: FeedView, shared: string | undefined): readonly Finding[] {
  const parts = title.facts.text.split(parting).map(matchKey);
  if (parts.length < 2) return [];
  const site = matchKey(feed.title?.text ?? '');
  const isNamed = site !== '' && (parts.at(-1) === site || parts[0] === site);
  return isNamed || parts.at(-1) === shared
    ? [finding('title_site_name', title.place, title.facts.text)]
    : [];
}

/** What every title ends with behind a dash or bar. */
function sharedEnding({ items }: FeedView): string | undefined {
  if (items.length < leastShared) return undefined;
  const endings = new Set(items.map(endingOf));
  const [only] = endings;
  return endings.size === 1 && only !== '' ? only : undefined;
}

function endingOf({ title }: ItemView): string {
  const parts = title?.facts.text.split(parting) ?? [];
  return parts.length < 2 ? '' : matchKey(parts.at(-1) ?? '');
}
