import type { Article } from '../../src/domain/article.ts';
import { textsOf } from '../../src/domain/article.ts';
import { composeHtml } from '../../src/ingest/compose-html.ts';
import { shippedLexicon } from '../../src/ingest/lexicon.ts';
import { matchKey } from '../../src/text/match-key.ts';
import { wordsOf } from './words.ts';

/** Letters with their marks, and digits; tatweel and everything else parts words. */
const word = /(?:(?![\u0640\uFE0F])[\p{L}\p{M}\p{N}\u200C\u200D])+/gu;
const breakingWords = new Set(['عاجل', 'خبر', 'عاجلة', 'breaking', 'news', 'urgent']);
/** What joins names and places of the head and the foot, and stands in none of them. */
const joints = new Set(['عن', 'نقلا', 'و', 'and'].map(matchKey));
const deskInitials = /^\p{L}{1,2}$/u;
const dateWords = new Set(
  `السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة الساعة بتوقيت غرينتش هـ ه م ص الموافق في يوم من صباحا مساء ظهرا عصرا
   يناير فبراير مارس أبريل إبريل أفريل مايو ماي يونيو يونيه جوان يوليو يوليه يوليوز جويلية أغسطس غشت أوت سبتمبر شتنبر شتمبر
   أكتوبر نوفمبر نونبر ديسمبر دجنبر دجمبر جانفي فيفري كانون الأول الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين
   محرم صفر ربيع الآخر جمادى الآخرة الأولى رجب شعبان رمضان شوال ذو القعدة الحجة`
    .concat(' بتوقيت مكة المكرمة آبان بدھ نومبر')
    .split(/\s+/)
    .map(matchKey),
);
/** Digits, with the letter of a calendar or of ISO 8601 after them; names of months in Latin letters. */
const dateToken = /^\p{N}+(?:[همTZ]\p{N}*)?$|^[A-Z][a-z]+$/u;

export function tokensOf(text: string): readonly string[] {
  return text.match(word) ?? [];
}

/** Where in the article the words went that stand in no paragraph; each in the order of the text. */
interface Places {
  readonly named: readonly (readonly string[])[];
  readonly warned: string;
  readonly hasDate: boolean;
  readonly breaking: boolean;
}

/**
 * The lines of an article's text that are neither in what readers see nor in one of its fields nor named to the editor,
 * and what readers see that stands in no line. Empty when nothing is lost and nothing invented.
 */
export function unaccountedWords(article: Article): readonly string[] {
  const lines = article.normalisation.text
    .split('\n')
    .map(tokensOf)
    .filter((line) => line.length > 0);
  const body = tokensOf(wordsOf(composeHtml(article, [])));
  const reached = follow(lines, body, placesOf(article));
  const faults = reached === undefined ? [] : [reached];
  return [...faults, ...inventions(article)];
}

function placesOf(article: Article): Places {
  const { title, summary, authors, source, section, tags, dateline, stated, warnings, media, breaking } =
    article;
  const asides = article.sections
    .filter(({ kind }) => kind === 'related')
    .flatMap(({ heading, blocks }) => [heading ?? '', ...blocks.flatMap(textsOf)]);
  const addresses = media.map((reference) => ('address' in reference ? reference.address : ''));
  const leftOut = warnings
    .filter(({ code }) => code === 'left_out')
    .flatMap(({ message }) => /«(.*)»/s.exec(message)?.[1]?.split(' | ') ?? []);
  const named = [
    ...[title, summary, ...authors, source, section, ...tags, dateline],
    ...[...addresses, ...asides, ...leftOut],
  ];
  return {
    named: named.map((text) => tokensOf(text ?? '')),
    warned: ` ${tokensOf(warnings.map(({ message }) => message).join(' ')).join(' ')} `,
    hasDate: stated !== undefined,
    breaking,
  };
}

/** Each line whole in the body, or without its beginning, or somewhere else altogether; the body in its order. */
function follow(
  lines: readonly (readonly string[])[],
  body: readonly string[],
  places: Places,
): string | undefined {
  let states = new Set([0]);
  for (const [index, line] of lines.entries()) {
    const next = new Set<number>();
    const isElsewhere = isNamed(line, places);
    for (const at of states) {
      if (isElsewhere) next.add(at);
      for (let skipped = 0; skipped < line.length; skipped += 1) {
        if (!isNamedOpening(line.slice(0, skipped), places)) continue;
        const rest = line.slice(skipped);
        if (skipped > 0 && isNamed(rest, places)) next.add(at);
        if (rest.every((token, offset) => body[at + offset] === token)) next.add(at + rest.length);
      }
    }
    if (next.size === 0) return `line ${index + 1} is lost: ${line.join(' ')}`;
    states = next;
  }
  return states.has(body.length) ? undefined : `invented: ${body.slice(Math.max(...states)).join(' ')}`;
}

/** Whether the words, in order, are those of places, labels, marks and dates. */
function isNamed(line: readonly string[], places: Places): boolean {
  if (line.length > 1 && line.every((token) => deskInitials.test(token))) return true;
  if (isWarnedOf(line, places) || isWarnedOf(withoutLabel(line), places)) return true;
  return consume(
    line,
    (rest) => lengthOfPlace(rest, places) || lengthOfMark(rest, places) || lengthOfLabel(rest, places),
  );
}

function withoutLabel(line: readonly string[]): readonly string[] {
  for (let length = Math.min(4, line.length); length > 0; length -= 1)
    if (isLabel(matchKey(line.slice(0, length).join(' ')))) return line.slice(length);
  return [];
}

/** Long lines are quoted by their beginning. */
function isWarnedOf(line: readonly string[], { warned }: Places): boolean {
  return line.length > 0 && warned.includes(` ${line.slice(0, 8).join(' ')} `);
}

/** `وكالة - قسم:`, `عاجل |`, `1.`, `العنوان الفرعي:`: what stands before the body's words on their own line. */
function isNamedOpening(line: readonly string[], places: Places): boolean {
  if (isLabel(matchKey(line.join(' '))) || isWarnedOf(line, places)) return true;
  return consume(line, (rest) => lengthOfPlace(rest, places) || lengthOfMark(rest, places));
}

function consume(line: readonly string[], lengthOf: (rest: readonly string[]) => number): boolean {
  for (let at = 0; at < line.length; ) {
    const length = lengthOf(line.slice(at));
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** The glued waw between two names belongs to neither. */
function lengthOfPlace(line: readonly string[], { named }: Places): number {
  const [first = ''] = line;
  const isAt = (place: readonly string[]) =>
    place.every(
      (token, index) =>
        matchKey(token) === matchKey(line[index] ?? '') || (index === 0 && first === `و${token}`),
    );
  return Math.max(0, ...named.filter(isAt).map((place) => place.length));
}

function lengthOfMark([first = '']: readonly string[], { breaking }: Places): number {
  const isMark = breaking && breakingWords.has(first.toLowerCase());
  return isMark || /^\p{N}{1,2}$/u.test(first) ? 1 : 0;
}

function lengthOfLabel(line: readonly string[], { hasDate }: Places): number {
  for (let length = Math.min(4, line.length); length > 0; length -= 1)
    if (isLabel(matchKey(line.slice(0, length).join(' ')))) return length;
  const [first = ''] = line;
  const key = matchKey(first);
  return joints.has(key) || (hasDate && (dateWords.has(key) || dateToken.test(first))) ? 1 : 0;
}

function isLabel(key: string): boolean {
  return shippedLexicon.fields.has(key) || shippedLexicon.bylines.has(key);
}

/** Fields hold words of the text, in its order; a derived or shortened one may end before the text does. */
function inventions(article: Article): readonly string[] {
  const tokens = tokensOf(article.normalisation.text);
  // Of a run of urgent lines each loses its mark.
  const unmarked = tokens.filter((token) => !article.breaking || !breakingWords.has(token.toLowerCase()));
  const text = ` ${tokens.join(' ')} | ${unmarked.join(' ')} `;
  const { title, summary, authors, source, section, tags, dateline } = article;
  return [title, summary, ...authors, source, section, ...tags, dateline]
    .filter((value) => value !== undefined)
    .filter((value) => {
      const words = tokensOf(value).join(' ');
      return !text.includes(` ${words} `) && !text.includes(` و${words} `);
    })
    .map((value) => `invented: ${value}`);
}
