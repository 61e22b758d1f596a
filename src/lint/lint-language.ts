import { countLetters } from '../text/direction.ts';
import type { FeedView, Field, ItemView } from './feed-view.ts';
import { mainText } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';

/** RFC 5646 §2.1, as far as feeds use it. */
const tag = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i;
const arabicScript = new Set(['ar', 'fa', 'ur', 'ps', 'ckb', 'ug', 'sd', 'arb', 'ara']);
/** Of the letters of a text in one script; less is a text of both. */
const clearPart = 0.6;
/** Of the items; a single one may be a quotation. */
const bilingualPart = 0.2;
const leastBilingual = 2;
const leastLetters = 10;

/** The language of the feed and of its items: RSS `<language>`, `xml:lang`, JSON Feed 1.1 `language`. */
export function lintLanguage(feed: FeedView): readonly Finding[] {
  const declared = feed.language ?? feed.rootLanguage;
  if (declared === undefined || declared.text.trim() === '')
    return [finding('language_missing', declared?.place ?? feed.place)];
  const own = [declared, ...feed.items.flatMap(({ language }) => language ?? [])].flatMap(lintTag);
  // What is no tag says nothing of the items.
  if (own.some(({ code }) => code === 'language_name')) return own;
  return [...own, ...lintConflict(feed), ...lintScripts(feed, declared)];
}

function lintTag({ text, place }: Field): readonly Finding[] {
  const language = text.trim();
  if (tag.test(language))
    return /^ar-[a-z]{2}$/i.test(language) ? [finding('language_region', place, language)] : [];
  const isUnderscored = tag.test(language.replaceAll('_', '-'));
  return [finding(isUnderscored ? 'language_underscore' : 'language_name', place, language)];
}

function lintConflict({ language, rootLanguage }: FeedView): readonly Finding[] {
  if (language === undefined || rootLanguage === undefined) return [];
  const [one, other] = [language, rootLanguage].map(({ text }) => primaryOf(text));
  return one === other
    ? []
    : [finding('language_conflict', rootLanguage.place, `${language.text} ≠ ${rootLanguage.text}`)];
}

function lintScripts(feed: FeedView, declared: Field): readonly Finding[] {
  const isArabic = arabicScript.has(primaryOf(declared.text));
  const unnamed = feed.items.filter(
    ({ language }) => language === undefined || language.text === declared.text,
  );
  const others = unnamed.filter((item) => scriptOf(item) === (isArabic ? 'latin' : 'arabic'));
  if (others.length > feed.items.length / 2)
    return [finding('language_wrong', declared.place, declared.text)];
  const isBilingual = others.length >= leastBilingual && others.length >= feed.items.length * bilingualPart;
  return isBilingual
    ? others.map((item) => finding('language_bilingual', item.place, item.title?.text ?? ''))
    : [];
}

/** Absent for a text of both scripts, or of hardly any letters. */
export function scriptOf(item: ItemView): 'arabic' | 'latin' | undefined {
  const { arabic, latin } = countLetters(`${item.title?.text ?? ''} ${mainText(item)?.facts.text ?? ''}`);
  const letters = arabic + latin;
  if (letters < leastLetters) return undefined;
  if (arabic >= letters * clearPart) return 'arabic';
  return latin >= letters * clearPart ? 'latin' : undefined;
}

function primaryOf(text: string): string {
  return text.trim().toLowerCase().split(/[-_]/, 1)[0] ?? '';
}
