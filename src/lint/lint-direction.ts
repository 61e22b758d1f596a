import { countLetters, firstStrongDirection } from '../text/direction.ts';
import { plainTextOfHtml } from '../text/plain-html.ts';
import { type FeedView, type ItemView, mainText, type TextField } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';

const override = /[\u202D\u202E]/;
const arabicCharacters = /[\u0600-\u06FF\u0750-\u077F\uFE70-\uFEFF]/g;
/** Of the characters, spaces included, as Feedbin counts them. */
const arabicPart = 0.5;
/** Shorter texts are a number and a name. */
const leastLength = 40;

/** What readers make of the direction of an Arabic item (ARABIC.md §2), and characters that turn it. */
export function lintDirection(feed: FeedView): readonly Finding[] {
  return feed.items.flatMap((item) => [...lintMainText(item), ...lintControls(item)]);
}

function lintMainText(item: ItemView): readonly Finding[] {
  const text = mainText(item);
  if (text === undefined) return [];
  const { arabic, latin } = countLetters(text.facts.text);
  const isArabic = arabic > latin;
  return [...(isArabic ? lintStart(text) : []), ...(isArabic || isArabicTitle(item) ? lintPart(text) : [])];
}

function lintStart({ facts, place, text }: TextField): readonly Finding[] {
  const isFormatted = facts.tags.size > 0;
  if (isFormatted && facts.direction === 'rtl') return [];
  // Tags that were escaped twice are no words.
  if (firstStrongDirection(plainTextOfHtml(facts.text)) === 'ltr')
    return [finding('content_latin_first', place, facts.text)];
  return isFormatted ? [finding('content_without_direction', place, text)] : [];
}

function isArabicTitle({ title }: ItemView): boolean {
  const { arabic, latin } = countLetters(title?.facts.text ?? '');
  return arabic > latin;
}

function lintPart({ facts, place }: TextField): readonly Finding[] {
  const { text } = facts;
  const arabic = text.match(arabicCharacters)?.length ?? 0;
  return text.length >= leastLength && arabic < text.length * arabicPart
    ? [finding('arabic_minority', place, text)]
    : [];
}

function lintControls({ title, summary, content }: ItemView): readonly Finding[] {
  return [title, summary, content].flatMap((field) => {
    if (field === undefined) return [];
    if (override.test(field.facts.text)) return [finding('bidi_override', field.place, field.facts.text)];
    return isBalanced(field.facts.text) ? [] : [finding('bidi_unbalanced', field.place, field.facts.text)];
  });
}

/** UAX #9 §3.3.2: embeddings end with PDF, isolates with PDI. */
function isBalanced(text: string): boolean {
  let embeddings = 0;
  let isolates = 0;
  for (const character of text) {
    if (character === '\u202A' || character === '\u202B') embeddings += 1;
    else if (character === '\u202C') embeddings -= 1;
    else if (character >= '\u2066' && character <= '\u2068') isolates += 1;
    else if (character === '\u2069') isolates -= 1;
  }
  return embeddings <= 0 && isolates <= 0;
}
