import type { FieldName } from '../domain/lexicon.ts';
import { hasWords } from '../text/has-words.ts';
import { matchKey } from '../text/match-key.ts';
import { parseDate } from '../text/parse-date.ts';
import { unwrap } from './agency.ts';
import { parseNames } from './byline.ts';
import type { Facts, Surroundings } from './facts.ts';
import { findSection } from './find-section.ts';
import { parseFlag } from './flag.ts';
import type { Lexicon } from './lexicon.ts';
import type { Line } from './lines.ts';
import { warning } from './messages.ts';

const labelled = /^[\s*_•▪#-]{0,4}([^\s:：][^:：]{1,30}?)\s*[*_]{0,2}[:：][*_]{0,2}\s*(.*)$/;
/** Longer than this it is a sentence that merely begins like a field. */
const maxLengths: Readonly<Record<FieldName, number>> = {
  title: 300,
  subtitle: 400,
  summary: 1200,
  section: 50,
  author: 120,
  date: 120,
  source: 70,
  tags: 600,
  picture: 1200,
  embargo: 120,
  expiry: 120,
  correction: 1200,
  withdrawal: 600,
  silent: 30,
  unused: 400,
};
/** No character can belong both to a tag and to what parts it: otherwise every division of the line would be tried. */
const hashtags = /^(?:#[^\s#،,|]+[\s،,|]*)+$/;
const tagMark = /[،,؛;|#\n]+/;
const dateProblems = {
  no_year: 'date_no_year',
  ambiguous_order: 'date_ambiguous',
  impossible: 'date_invalid',
  not_a_date: 'date_invalid',
  weekday_mismatch: 'weekday_mismatch',
} as const;

const pictureName =
  /^(?:https?:\/\/\S+|[^:*?"<>|]+\.(?:jpe?g|png|gif|webp|avif|heic|svg|tiff?|bmp|mp[34]|m4a|mov|ogg|webm|wav))$/i;

/** A line of the form `العنوان: …`. */
export interface Field {
  readonly name: FieldName;
  readonly value: string;
}

/** `undefined` unless the label is exactly a known one and the value is short enough to be one. */
export function findField(line: string, { fields }: Lexicon): Field | undefined {
  const match = labelled.exec(line.slice(0, 1300));
  if (match === null) return undefined;
  const name = fields.get(matchKey(match[1] ?? ''));
  const value = (match[2] ?? '').replace(/[*_]+$/, '').trim();
  return name === undefined || line.length > maxLengths[name] + 40 ? undefined : { name, value };
}

/** What a field says; `undefined` when its value can't be what its label promises, so that the line stays text. */
export function factsOfField({ name, value }: Field, line: Line, around: Surroundings): Facts | undefined {
  const language = around.channel.language;
  if (value === '') return {};
  switch (name) {
    case 'title':
    case 'subtitle':
    case 'summary':
      return { [name]: value };
    case 'section':
      return sectionFacts(value, line, around);
    case 'author': {
      const authors = parseNames(value, around.lexicon);
      return authors.length === 0 ? undefined : { authors };
    }
    case 'embargo':
    case 'expiry':
    case 'withdrawal':
      return { [name]: value };
    case 'correction':
      return { corrections: [value] };
    case 'silent':
      return flagFacts(value);
    case 'date':
      return dateFacts(value, line, around);
    case 'source':
      return isShortName(value) && hasWords(value) ? { source: unwrap(value) } : undefined;
    case 'tags':
      return { tags: parseTags(value) };
    case 'picture': {
      const pictures = parsePictures(value);
      // Words about a picture, such as whose it is.
      if (pictures.length > 0) return { pictures };
      return { warnings: [warning('field_unused', language, line.number, line.text)] };
    }
    case 'unused':
      return { warnings: [warning('field_unused', language, line.number, line.text)] };
  }
}

/** The desk in the text's own words, with a warning when the channel doesn't know it. */
export function sectionFacts(name: string, line: Line, { channel }: Surroundings): Facts {
  const section = unwrap(name);
  if (findSection(channel, section) !== undefined) return { section };
  return { section, warnings: [warning('unknown_section', channel.language, line.number, section)] };
}

export function dateFacts(value: string, line: Line, { channel, timeZone, language }: Surroundings): Facts {
  const { date, problem } = parseDate(value, timeZone, language);
  const found = date === undefined ? {} : { stated: date };
  if (problem === undefined) return found;
  return { ...found, warnings: [warning(dateProblems[problem], channel.language, line.number, value)] };
}

function flagFacts(value: string): Facts | undefined {
  const flag = parseFlag(value);
  return flag === undefined ? undefined : { isSilent: flag };
}

function parseTags(value: string): readonly string[] {
  return value
    .split(tagMark)
    .map((tag) => tag.replaceAll('_', ' ').trim())
    .filter((tag) => tag !== '');
}

/** A line of nothing but `#…`. */
export function parseHashtags(line: string): readonly string[] | undefined {
  return hashtags.test(line) ? parseTags(line) : undefined;
}

/** A source is a name: a few words and no sentence. */
function isShortName(value: string): boolean {
  return value.split(/\s+/).length <= 8 && !/[.؟!?]\s/.test(value);
}

/** Addresses and names of files; empty unless every part is one. */
function parsePictures(value: string): readonly string[] {
  const names = value.split(/[،؛;|]|,\s/).map((name) => name.trim());
  return names.every((name) => pictureName.test(name)) ? names : [];
}
