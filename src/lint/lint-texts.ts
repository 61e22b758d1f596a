import { garbageIn } from '../text/garbled.ts';
import { matchKey } from '../text/match-key.ts';
import { repairMojibake } from '../text/mojibake.ts';
import type { FeedView, Field, ItemView, TextField } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';
import { looksLikeHtml } from './html-facts.ts';

/** Printed shapes, but for the signs that have no letters: brackets of the Quran, ﷺ, ﷻ, ﷼, ﷽. */
const presentationForms = /[\uFB50-\uFD3D\uFD40-\uFDF9\uFE70-\uFEFC]/;
const lostWord = /(?<![^\s"'«»()،.:!-])\?{3,200}(?![^\s"'«»()،.:!-])/g;
/** Of the words. */
const lostPart = 0.1;
const leastGarbage = 4;
/** What no tag, comment or instruction opens with. */
const bareAngle = /<(?![a-zA-Z/!?])/;

/** What readers read, letter by letter. */
export function lintTexts(feed: FeedView): readonly Finding[] {
  const ofFeed = feed.title === undefined ? [] : lintLetters(feed.title, feed.title.text);
  const isOfHeadlines = feed.items.every((item) => !hasText(item) || isTitleAlone(item));
  const ofItems = feed.items.flatMap((item) => lintItem(item, isOfHeadlines));
  return [...ofFeed, ...ofItems, ...(isOfHeadlines ? [] : lintMissing(feed))];
}

function lintItem(item: ItemView, isOfHeadlines: boolean): readonly Finding[] {
  const { title, summary, content } = item;
  const texts = [summary, content].filter((field) => field !== undefined);
  const isRepeated = !isOfHeadlines && summary !== undefined && isTitle(item, summary);
  return [
    ...[title, ...texts].flatMap((field) =>
      field === undefined ? [] : lintLetters(field, field.facts.text),
    ),
    ...texts.flatMap((field) => (field.isHtml ? lintHtml(field) : lintPlain(field))),
    ...(isRepeated ? [finding('summary_is_title', summary.place, summary.facts.text)] : []),
  ];
}

function isTitle({ title }: ItemView, { facts }: TextField): boolean {
  const key = matchKey(title?.facts.text ?? '');
  return key !== '' && matchKey(facts.text) === key;
}

/** In a feed of headlines an item may say its title once more, where the format asks for a text (RFC 4287 §4.1.1.1). */
function isTitleAlone(item: ItemView): boolean {
  const { summary, content } = item;
  return content === undefined && summary !== undefined && isTitle(item, summary);
}

function lintMissing({ items }: FeedView): readonly Finding[] {
  return items.filter((item) => !hasText(item)).map(({ place }) => finding('text_missing', place));
}

function hasText({ summary, content }: ItemView): boolean {
  return [summary, content].some(
    (field) => field !== undefined && (field.facts.text !== '' || field.facts.tags.size > 0),
  );
}

function lintLetters({ place }: Field, text: string): readonly Finding[] {
  const at = (code: Finding['code'], holds: boolean) => (holds ? [finding(code, place, text)] : []);
  return [
    ...at('mojibake', garbageIn(text) >= leastGarbage || repairMojibake(text).change !== undefined),
    ...at('letters_lost', isLost(text)),
    ...at('replacement_character', text.includes('\uFFFD')),
    ...at('presentation_forms', presentationForms.test(text)),
  ];
}

function isLost(text: string): boolean {
  const lost = text.match(lostWord)?.length ?? 0;
  return lost > 0 && lost >= text.split(/\s+/).length * lostPart;
}

function lintHtml({ text, facts, place }: TextField): readonly Finding[] {
  const bare = bareAngle.exec(text);
  const isEscapedTwice = facts.tags.size === 0 && looksLikeHtml(facts.text);
  return [
    ...(isEscapedTwice ? [finding('text_double_escaped', place, facts.text)] : []),
    ...(bare === null
      ? []
      : [finding('html_bare_angle', place, text.slice(Math.max(0, bare.index - 20), bare.index + 20))]),
    ...(facts.hasScript ? [finding('content_script', place)] : []),
  ];
}

function lintPlain({ text, place }: TextField): readonly Finding[] {
  return looksLikeHtml(text) ? [finding('text_with_tags', place, text)] : [];
}
