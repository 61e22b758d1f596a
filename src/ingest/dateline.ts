import { matchKey } from '../text/match-key.ts';
import { parseDate } from '../text/parse-date.ts';
import { isAgency, isKnownAgency, isKnownPlace, isPlaceLike, unwrap } from './agency.ts';
import type { Facts, Surroundings } from './facts.ts';
import { type Lexicon, newsVerbs } from './lexicon.ts';

const scanLength = 150;
const place = '[^\\n()،؛:\\d–—«»-]{2,45}?';
const weekday = '(?:(?:يوم\\s+)?ال(?:[أا]حد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة|سبت)\\s*[،,]?\\s+)';
const day =
  `(?:في\\s+)?${weekday}?` +
  '(?:[0-9\\u0660-\\u0669]{1,2}\\s?[^()\\n:–—]{2,50}?|[A-Z][a-z]{2,8}\\.? \\d{1,2}(?:, \\d{4})?)';
const numericDay =
  '[0-9\\u0660-\\u0669]{1,2}\\s?[-/]\\s?[0-9\\u0660-\\u0669]{1,2}(?:\\s?[-/]\\s?[0-9\\u0660-\\u0669]{4})?';
const dash = '[-–—ـ]{1,3}';

/** Each shape as ARABIC.md §5.2 lists them; groups are named by what they hold. */
const shapes: readonly RegExp[] = [
  `^(?<place>${place})(?:\\s*[،,]?\\s*(?<day>${day}))?\\s*\\((?<agency>[^()\\n]{2,50})\\)\\s*(?:${dash}|:)\\s*`,
  `^(?<place>${place})(?:\\s*[،,]?\\s*(?<day>${day}))?\\s*/\\s*(?<agency>[^/\\n]{2,40}?)\\s*/\\s*(?:${dash}|:)?\\s*`,
  `^(?<place>${place})(?:\\s*[،,]\\s*(?<day>${day}))?\\s*(?:${dash}|/|،)\\s*(?<agency>[^-–—:()،\\n]{2,40}?)\\s*(?:\\s${dash}|:)\\s*(?=\\S)`,
  `^(?<place>${place}،\\s*${place})\\s*\\((?<agency>[^()\\n]{2,50})\\)\\s*(?:${dash}|:)\\s*`,
  `^(?<place>${place}):\\s*«(?<agency>[^«»\\n]{2,40})»\\s*:?\\s*`,
  `^(?<place>${place})\\s+${dash}\\s*(?<day>${numericDay})\\s*\\((?<agency>[^()\\n]{2,50})\\)\\s*(?:${dash}|:)\\s*`,
].map((source) => new RegExp(source));
/** The agency first, or alone: only one from the list, since nothing else tells it from a speaker. */
const agencyFirst = [
  `^(?<agency>${place})\\s*${dash}\\s*(?<place>${place})\\s*(?:\\s${dash}|:)\\s*(?=\\S)`,
  `^\\((?<agency>[^()\\n]{2,50})\\)\\s*(?:${dash}|:)\\s*`,
  `^(?<agency>${place}):\\s*(?=\\S)`,
].map((source) => new RegExp(source));
/** `رام الله 5-11-2025 وفا- …`: nothing but spaces parts the agency, so it must be a known one. */
const agencyAfterDay = new RegExp(
  `^(?<place>${place})\\s*[،,]?\\s+(?<day>${numericDay})\\s+(?<agency>[^-–—:()،\\d\\n]{2,20}?)\\s*(?:${dash}|:)\\s*(?=\\S)`,
);
const placeAlone = new RegExp(`^(?<place>${place})\\s+[-–—]\\s+(?=\\S)`);
const gluedAgency = new RegExp(`^(?<place>${place})\\s?[-–—]\\s?(?<rest>\\S.*)$`);
const secondDash = /^[^.،:\n]{2,60}\s[-–—]\s/;
const maxAgencyWords = 3;
/** Agencies whose names are words of any sentence: only a mark behind them tells. */
const wordsToo: ReadonlySet<string> = new Set(['ومع', 'وما']);
const looseComma = /[\s،,]+$/;

export interface Dateline extends Facts {
  /** Behind it the lead's first sentence begins. */
  readonly length: number;
}

/** The place, day and agency that open a lead; nothing when the opening words are a sentence. */
export function findDateline(
  lead: string,
  around: Pick<Surroundings, 'timeZone' | 'language' | 'lexicon'>,
): Dateline | undefined {
  const head = lead.slice(0, scanLength).split('\n', 1)[0] ?? '';
  for (const shape of shapes) {
    const found = fromShape(shape.exec(head), around);
    if (found !== undefined) return found;
  }
  const { lexicon } = around;
  const dated = agencyAfterDay.exec(head);
  if (isKnownAgency(dated?.groups?.agency ?? '', lexicon)) {
    const found = fromShape(dated, around);
    if (found !== undefined) return found;
  }
  return withGluedAgency(head, lexicon) ?? withAgencyFirst(head, lexicon) ?? withPlaceAlone(head, lexicon);
}

function fromShape(
  match: RegExpExecArray | null,
  { timeZone, language, lexicon }: Pick<Surroundings, 'timeZone' | 'language' | 'lexicon'>,
): Dateline | undefined {
  const { place: where = '', day: when, agency = '' } = match?.groups ?? {};
  if (match === null || !isPlaceBefore(where, agency, lexicon)) return undefined;
  const dateline = (
    when === undefined ? where : match[0].slice(0, match[0].indexOf(when) + when.length)
  ).replace(looseComma, '');
  const date = when === undefined ? undefined : parseDate(when, timeZone, language).date;
  const facts = { dateline, source: unwrap(agency), length: match[0].length };
  return date === undefined ? facts : { ...facts, stated: date };
}

function withAgencyFirst(head: string, lexicon: Lexicon): Dateline | undefined {
  for (const shape of agencyFirst) {
    const match = shape.exec(head);
    const { agency = '', place: where } = match?.groups ?? {};
    if (match === null || !isKnownAgency(agency, lexicon) || isKnownPlace(agency, lexicon)) continue;
    const facts = { source: unwrap(agency), length: match[0].length };
    if (where === undefined) return facts;
    if (isKnownPlace(where, lexicon)) return { ...facts, dateline: where };
  }
  return undefined;
}

function isPlaceBefore(where: string, agency: string, lexicon: Lexicon): boolean {
  const [city = '', country = ''] = where.split('،');
  return (
    isAgency(agency, lexicon) &&
    isPlaceLike(city) &&
    (country === '' || isPlaceLike(country)) &&
    (isKnownPlace(where, lexicon) || !isKnownAgency(where, lexicon))
  );
}

/** `دمشق-سانا أعلنت…`: nothing but a space ends the agency, so it must be a known one. */
function withGluedAgency(head: string, lexicon: Lexicon): Dateline | undefined {
  const { place: where = '', rest = '' } = gluedAgency.exec(head)?.groups ?? {};
  if (where === '' || !isPlaceLike(where)) return undefined;
  const words = rest.split(' ', maxAgencyWords + 1);
  for (let count = Math.min(maxAgencyWords, words.length - 1); count >= 1; count -= 1) {
    const agency = words.slice(0, count).join(' ');
    if (wordsToo.has(agency)) continue;
    if (isKnownAgency(agency, lexicon) && isPlaceBefore(where, agency, lexicon)) {
      return {
        dateline: where.trim(),
        source: unwrap(agency),
        length: head.length - rest.length + agency.length + 1,
      };
    }
  }
  return undefined;
}

function withPlaceAlone(head: string, lexicon: Lexicon): Dateline | undefined {
  const match = placeAlone.exec(head);
  const where = match?.groups?.place ?? '';
  return match !== null && isKnownPlace(where, lexicon) && !opensAside(head.slice(match[0].length))
    ? { dateline: where.trim(), length: match[0].length }
    : undefined;
}

/** `بيروت - تلك المدينة التي أحببتها - تعود …`: what stands between two dashes is said of the place. */
function opensAside(rest: string): boolean {
  const [first = ''] = rest.split(' ', 1);
  return !newsVerbs.has(matchKey(first)) && secondDash.test(rest);
}
