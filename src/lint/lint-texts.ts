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
  return [...ofFeed, ...feed.items.flatMap(lintItem), ...lintMissing(feed)];
}

function lintItem({ title, summary, content }: ItemView): readonly Finding[] {
  const texts = [summary, content].filter((field) => field !== undefined);
  const key = matchKey(title?.facts.text ?? '');
  const isRepeated = summary !== undefined && key !== '' && matchKey(summary.facts.text) === key;
  return [
    ...[title, ...texts].flatMap((field) =>
      field === undefined ? [] : lintLetters(field, field.facts.text),
    ),
    ...texts.flatMap((field) => (field.isHtml ? lintHtml(field) : lintPlain(field))),
    ...(isRepeated ? [finding('summary_is_title', summary.place, summary.facts.text)] : []),
  ];
}

/** A feed in which no item has a text is one of headlines. */
function lintMissing({ items }: FeedView): readonly Finding[] {
  const without = items.filter((item) => !hasText(item));
  return without.length === items.length ? [] : without.map(({ place }) => finding('text_missing', place));
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
