import type { Channel } from '../domain/channel.ts';
import { arabicLetters } from '../text/arabic.ts';
import { matchKey } from '../text/match-key.ts';
import { isAgency, isKnownPlace } from './agency.ts';
import { type Lexicon, namesInWaw, newsVerbs } from './lexicon.ts';

const maxLength = 140;
const maxNameWords = 5;
const marked = /^[\s*_(«"✍️🖋️✒️-]{0,4}([^\s:：/][^:：/\d]{0,28}?)\s*(?:[:：/]|\s[-–—])\s*(.{2,})$/u;
const unmarked = /^(?:بقلم|بواسطة|by)\s+(.{2,})$/i;
/** `(تغطية صحفية فلان - إعداد فلانة للنشرة العربية - تحرير فلان)`, as Reuters closes its texts. */
const roles = /^\(([^()]{6,130})\)\.?$/;
const betweenRoles = /\s+[-–—]\s+|\s*[،؛]\s*/;
const bulletin = /\s+للنشرة العربية$/;
const maxRoleWords = 3;
const labelBefore = /^([^:：]{2,20}?)\s*[:：]\s*/;
const separators = /\s*(?:[،,؛;/&+|]|\s[-–—]\s|\s+(?:و|and|with)\s+)\s*/i;
const gluedWaw = /\s+و(?=\S)/;
// Words joined by single spaces: a group that could also match without its space would try every way to divide a
// word of 500 letters.
const nameLetters = `[${arabicLetters}\\u064B-\\u0652\\u0640A-Za-z\\u00C0-\\u024F.'’\\-]+`;
const nameShape = new RegExp(`^${nameLetters}(?:\\s${nameLetters}){0,5}$`);
const latinName =
  /^[A-Za-z\u00C0-\u024F][A-Za-z\u00C0-\u024F.'’-]*(?:\s[A-Za-z\u00C0-\u024F][A-Za-z\u00C0-\u024F.'’-]*){1,3}$/;
const notNames =
  /^(?:read|follow|click|watch|subscribe|share|join|copyright|all|photo|image|source|the|breaking|end|via|more|visit|new|see|for|next|back|home|contact|download|sign|get|buy)\b/i;
const initials = new RegExp(
  `^[(\\[]?\\s*[${arabicLetters}]{1,2}(?:\\s?[./]\\s?[${arabicLetters}]{0,2}){1,6}\\s*[)\\]]?$`,
);
const loneLatinInitials = /^[([]?\s*[A-Za-z]{1,3}(?:\s?[./]\s?[A-Za-z]{0,3}){1,4}\s*[)\]]?$/;
const correspondent = /^([^-–—:()،]{2,40}?)\s*[-–—:]\s*([^-–—:()\d]{5,60})$/;
/** As matchKey. */
const inNoName = new Set(['ان', 'من', 'في', 'الي', 'عن', 'مع', 'بعد', 'قبل', 'بحسب', 'وفق', 'التي', 'الذي']);
const trimming = /^[\s*_"«(]+|[\s*_"».،)]+$/g;

/** People named by a line such as `بقلم: …`; `undefined` when the line is no byline. */
export function parseByline(line: string, lexicon: Lexicon): readonly string[] | undefined {
  if (line.length > maxLength) return undefined;
  const names =
    namesAfterMark(line, lexicon) ??
    namesOfRoles(roles.exec(line)?.[1], lexicon) ??
    parseNames(unmarked.exec(line)?.[1] ?? '', lexicon, 2);
  return names.length === 0 ? undefined : names;
}

/** Words of a byline that name none of the people who wrote: whose pictures they are, for which bulletin. */
export function besidesNames(byline: string, lexicon: Lexicon): readonly string[] {
  const pictures = byline.split(betweenRoles).filter((part) => isPictureCredit(part, lexicon));
  const bulletins = byline
    .split(betweenRoles)
    .flatMap((part) => bulletin.exec(part.replace(/[)(.]/g, ''))?.[0].trim() ?? []);
  return [...pictures, ...bulletins];
}

function isPictureCredit(part: string, { fields }: Lexicon): boolean {
  const [, label = ''] = labelBefore.exec(part) ?? [];
  return fields.get(matchKey(label)) === 'unused';
}

/** The names in a field that is nothing but a byline, with its mark or without; the field itself where they can't be told. */
export function peopleOf(field: string, lexicon: Lexicon): readonly string[] {
  const names = parseByline(field, lexicon) ?? parseNames(field, lexicon, 2);
  return names.length === 0 ? [field] : names;
}

function namesAfterMark(line: string, lexicon: Lexicon): readonly string[] | undefined {
  const match = marked.exec(line);
  const label = matchKey(match?.[1] ?? '');
  if (match === null || !isBylineLabel(label, lexicon)) return undefined;
  return parseNames(match[2] ?? '', lexicon);
}

/** Each part opens with a mark of people, and is nothing but names after it. */
function namesOfRoles(text: string | undefined, lexicon: Lexicon): readonly string[] | undefined {
  const parts = text?.split(betweenRoles) ?? [];
  const people = parts.map((part) => namesOfRole(part.replace(bulletin, ''), lexicon));
  return people.length > 0 && people.every((names) => names.length > 0) ? people.flat() : undefined;
}

function namesOfRole(part: string, lexicon: Lexicon): readonly string[] {
  const words = part.split(/\s+/);
  for (let length = Math.min(maxRoleWords, words.length - 1); length > 0; length -= 1) {
    const label = words
      .slice(0, length)
      .join(' ')
      .replace(/[:：]$/, '');
    if (lexicon.bylines.has(matchKey(label))) return parseNames(words.slice(length).join(' '), lexicon, 2);
  }
  return [];
}

/** `بيروت - ليلى منصور`, alone on its line below the headline: a known place and full names. */
export function parseCorrespondent(
  line: string,
  lexicon: Lexicon,
): { readonly dateline: string; readonly authors: readonly string[] } | undefined {
  const [, place = '', names = ''] = line.length <= maxLength ? (correspondent.exec(line) ?? []) : [];
  if (!isKnownPlace(place, lexicon) || /[.؟!،؛]$/.test(names)) return undefined;
  const authors = parseNames(names, lexicon, 2);
  const isShort = authors.every((name) => name.split(' ').length <= 3);
  return authors.length > 0 && isShort ? { dateline: place.trim(), authors } : undefined;
}

/** `مراسلنا في بيروت` as well as the bare mark. */
function isBylineLabel(label: string, { bylines }: Lexicon): boolean {
  return (
    bylines.has(label) || (/^(?:مراسل|مراسله|مراسلنا|مراسلتنا) /.test(label) && label.split(' ').length <= 4)
  );
}

/** Latin letters, two to four words, any case: how a correspondent signs the foot of an Arabic text. */
export function isLatinName(line: string, lexicon: Lexicon): boolean {
  return line.length <= maxLength && latinName.test(line) && !notNames.test(line) && !isAgency(line, lexicon);
}

/** A person whom the channel's configuration names. */
export function isKnownAuthor(line: string, { authors }: Channel): boolean {
  return line.length <= maxLength && authors.some((author) => matchKey(author.name) === matchKey(line));
}

/** `ع.ب / م.ك`: the desk's own sign, which is nobody's name. */
export function isInitials(line: string, lexicon: Lexicon): boolean {
  return (
    line.length <= 30 && (initials.test(line) || loneLatinInitials.test(line)) && !isAgency(line, lexicon)
  );
}

/** Empty when the text holds anything that can't be a name. */
export function parseNames(text: string, lexicon: Lexicon, minWords = 1): readonly string[] {
  const names: string[] = [];
  for (const part of text.split(separators).flatMap(splitAtWaw)) {
    if (isPictureCredit(part, lexicon)) continue;
    const name = withoutLabel(part, lexicon)
      .replace(/\([^)]*\)/g, '')
      .replace(trimming, '')
      .replace(/^(?:بقلم|كتب|كتبت)\s*:?\s*/, '')
      .trim();
    if (
      name === '' ||
      (names.length > 0 && isKnownPlace(name, lexicon)) ||
      isAgency(name, lexicon) ||
      isInitials(name, lexicon)
    )
      continue;
    if (!isName(name, lexicon, minWords)) return [];
    names.push(name);
  }
  return names;
}

/** `إعداد: فلان - تحرير: فلان`: the mark before each of several people. */
function withoutLabel(part: string, { bylines }: Lexicon): string {
  const [whole = '', label = ''] = labelBefore.exec(part) ?? [];
  return bylines.has(matchKey(label)) ? part.slice(whole.length) : part;
}

/** A glued waw joins two full names; before a single word it may begin a family name (`وهبي`). */
function splitAtWaw(text: string): readonly string[] {
  const match = gluedWaw.exec(text);
  if (match === null) return [text];
  const before = text.slice(0, match.index).trim();
  const after = text.slice(match.index + match[0].length).trim();
  const firstWord = `و${after.split(/\s/, 1)[0] ?? ''}`;
  const isTwoNames = before.includes(' ') && after.includes(' ') && !namesInWaw.has(matchKey(firstWord));
  return isTwoNames ? [before, ...splitAtWaw(after)] : [text];
}

function isName(text: string, { fields }: Lexicon, minWords: number): boolean {
  const words = matchKey(text).split(' ');
  if (words.length < minWords || text.split(/\s+/).length > maxNameWords || !nameShape.test(text))
    return false;
  return !words.some((word) => newsVerbs.has(word) || inNoName.has(word)) && !fields.has(matchKey(text));
}
