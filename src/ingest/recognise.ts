import {
  type Article,
  type ArticleEncoding,
  type ArticleFormat,
  type ArticleSection,
  keyPointsOf,
  type Normalisation,
  type Warning,
} from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import { directionOf } from '../text/direction.ts';
import { originalOffset } from '../text/edits.ts';
import { cutAtSentence } from '../text/excerpt.ts';
import { isGarbled } from '../text/garbled.ts';
import { hasWords } from '../text/has-words.ts';
import { matchKey } from '../text/match-key.ts';
import { type NormalisedText, normalise, StackedMarksError } from '../text/normalise.ts';
import { isInVisualOrder } from '../text/visual-order.ts';
import { leaveAdvertisements } from './advertisements.ts';
import { findDateline } from './dateline.ts';
import { declaredWords, readDeclared } from './declared.ts';
import { addFacts, type Facts, joinFacts, type Surroundings } from './facts.ts';
import { readFoot } from './foot.ts';
import { stripForwarding } from './forwarding.ts';
import { readHead } from './head.ts';
import { addStandfirst, findLead, trailingCredit } from './lead.ts';
import { lexiconOf } from './lexicon.ts';
import { lifeOf } from './life-of.ts';
import { type Line, readLines } from './lines.ts';
import { lintArticle } from './lint-article.ts';
import type { Manuscript } from './manuscript.ts';
import { isMostlyEscaped, maxCharacters } from './max-characters.ts';
import { refusal, warning } from './messages.ts';
import { readSections } from './read-sections.ts';
import { deriveTitle } from './title.ts';
import { readTypedMarkup } from './typed-markup.ts';

const maxSummaryLength = 300;
/** Far more than any article has; every line and every `)` is looked at for a heading. */
const maxLines = 20_000;
const maxClosingParentheses = 10_000;
const pageRules: ReadonlySet<string> = new Set(['wrapped_lines', 'page_numbers']);

/** What is known of an article besides its words. */
export interface RecogniseOptions {
  readonly format: ArticleFormat;
  readonly encoding: ArticleEncoding;
  readonly channel: Channel;
  readonly timeZone: string;
}

/** A manuscript as an article: normalised, then head, foot and body by their layout (ARABIC.md §5). */
export function recognise(manuscript: Manuscript, options: RecogniseOptions): Article {
  const { channel, timeZone } = options;
  const declared = declaredWords(manuscript.facts);
  const original = declared.text + manuscript.text;
  if (original.length > maxCharacters) throw refusal('text_malformed', channel.language);
  if (isInVisualOrder(original)) throw refusal('text_reversed', channel.language);
  const normalised = normaliseArticle(original, expectedLanguage(manuscript, channel), options);
  if (isGarbled(normalised.text)) throw refusal('text_garbled', channel.language);
  if (!hasWords(normalised.text)) throw refusal('no_text', channel.language);
  const around = { channel, timeZone, language: normalised.language, lexicon: lexiconOf(channel) };
  const lines = readBody(manuscript, declared.text.length, normalised);
  if (
    lines.length > maxLines ||
    normalised.text.split(')', maxClosingParentheses + 2).length > maxClosingParentheses + 1 ||
    isMostlyEscaped(normalised.text)
  )
    throw refusal('text_malformed', channel.language);
  const known = readDeclared(manuscript.facts, declared, normalised, around);
  const pasted = readPasted(lines, options.format, around);
  const { warnings: told } = pasted;
  const draft = readDraft(
    pasted.lines,
    told.length === 0 ? known : joinFacts(known, { warnings: told }),
    around,
  );
  const { id } = manuscript.facts;
  const recognised = assemble(normalised, draft, around);
  // All words were of its tags and people.
  if (recognised.title === '') throw refusal('no_text', channel.language);
  const article: Article = {
    ...recognised,
    format: options.format,
    encoding: options.encoding,
    ...(id === undefined ? {} : { externalId: id }),
    ...lifeOf(manuscript.facts, draft.facts, options),
    media: [...manuscript.media, ...recognised.media],
    normalisation: { original, text: normalised.text, edits: normalised.edits },
  };
  const warnings = [...article.warnings, ...lintArticle(article, channel)];
  // Elsewhere a line of what was recognised is no line of the file.
  return {
    ...article,
    warnings: warnings.map(options.format === 'text' ? withLineOf(article.normalisation) : withoutLine),
  };
}

/** Lines of the file, where normalisation has joined some. */
function withLineOf({ original, text, edits }: Normalisation): (warning: Warning) => Warning {
  if (!edits.some(({ rule }) => pageRules.has(rule))) return (warning) => warning;
  return (warning) =>
    warning.line === undefined
      ? warning
      : { ...warning, line: originalLine(original, originalOffset(edits, lineStart(text, warning.line))) };
}

function lineStart(text: string, line: number): number {
  let start = 0;
  for (let number = 1; number < line; number += 1) start = text.indexOf('\n', start) + 1;
  return start;
}

function originalLine(original: string, offset: number): number {
  return original.slice(0, offset).split(/\r\n?|[\n\u000B\u000C\u0085\u2028\u2029]/).length;
}

function withoutLine({ code, message }: Warning): Warning {
  return { code, message };
}

/** What the format declares counts for a text whose words don't tell; most systems declare one language for all. */
function expectedLanguage({ facts }: Manuscript, channel: Channel): string {
  const [declared] = facts.language === undefined ? [] : canonicalLanguages(facts.language);
  return declared !== undefined && directionOf(declared) === channel.direction ? declared : channel.language;
}

function canonicalLanguages(value: string): readonly string[] {
  try {
    return Intl.getCanonicalLocales(value.trim().replaceAll('_', '-'));
  } catch {
    return [];
  }
}

/** The lines of the manuscript's own text, with its markup where normalisation has left it. */
function readBody(
  { marks, roles }: Manuscript,
  bodyStart: number,
  { text, offsetOf }: NormalisedText,
): readonly Line[] {
  const start = offsetOf(bodyStart);
  const moved = <Any extends { start: number; end: number }>(stretch: Any): Any => ({
    ...stretch,
    start: offsetOf(stretch.start + bodyStart) - start,
    end: offsetOf(stretch.end + bodyStart) - start,
  });
  return readLines(text.slice(start), marks.map(moved), roles.map(moved));
}

/** What a messenger, a mail program or a page's advertisements added; in plain text, signs of formatting too. */
function readPasted(
  lines: readonly Line[],
  format: ArticleFormat,
  { channel: { language }, lexicon }: Surroundings,
): { readonly lines: readonly Line[]; readonly warnings: readonly Warning[] } {
  const bare = stripForwarding(lines, language);
  const left = leaveAdvertisements(bare.lines, language);
  const told = [...bare.warnings, ...left.warnings];
  if (format !== 'text') return { lines: left.lines, warnings: told };
  const read = readTypedMarkup(left.lines, lexicon, language);
  return { lines: read.lines, warnings: [...told, ...read.warnings] };
}

/** Only the lines of a file of plain text may have been broken by the width of a page. */
function normaliseArticle(
  text: string,
  expected: string,
  { channel: { language, rulesOff }, format }: RecogniseOptions,
): NormalisedText {
  try {
    return normalise(text, expected, rulesOff, format === 'text' ? 'page' : 'meant');
  } catch (error) {
    if (error instanceof StackedMarksError) throw refusal('text_malformed', language, { cause: error });
    throw error;
  }
}

interface Draft {
  readonly facts: Facts;
  readonly sections: readonly ArticleSection[];
  /** First paragraph in full. */
  readonly lead: string;
  /** The same without its dateline. */
  readonly opening: string;
}

function readDraft(lines: readonly Line[], known: Facts, around: Surroundings): Draft {
  // The place that the text opens with comes first, and has to be found there.
  const { dateline: place, ...declared } = known;
  const head = readHead(lines, declared, around);
  const foot = readFoot(head.lines, around);
  const { sections: found, warnings, summary } = readSections(foot.lines, around);
  const told = addFacts(head.facts, foot.facts, around.channel.language);
  const stated = joinFacts(told, summary === undefined ? {} : { summary });
  const hasBody = found.some((section) => section.kind !== 'related');
  // Without a title either, every line is published after all.
  const said = hasBody || stated.title !== undefined ? joinFacts(stated, { warnings }) : stated;
  const sections = hasBody ? found : [...titleAsBody(said, lines), ...found];
  const lead = findLead(sections) ?? said.title ?? normalisedWords(lines);
  const dateline = said.dateline === undefined ? findDateline(lead, around) : undefined;
  const read = joinFacts(joinFacts(said, datelineFacts(dateline)), trailingCredit(sections, around.lexicon));
  const facts = place === undefined ? read : joinFacts(read, { dateline: place });
  return {
    facts,
    sections: addStandfirst(sections, facts.subtitle),
    lead,
    opening: openingOf(lead, dateline?.length ?? 0),
  };
}

/** For an article whose only words are in lists, related links or a heading. */
function normalisedWords(lines: readonly Line[]): string {
  return lines.find((line) => hasWords(line.text))?.text ?? '';
}

function openingOf(lead: string, datelineLength: number): string {
  const opening = lead.slice(datelineLength);
  return hasWords(opening) ? opening : lead;
}

/** An article of one line has that line as its text, one of nothing but a summary that; one of credits has those. */
function titleAsBody(facts: Facts, lines: readonly Line[]): readonly ArticleSection[] {
  const written = facts.title ?? (lines.length === 0 ? (facts.subtitle ?? facts.summary) : undefined);
  const texts = written === undefined ? lines.map((line) => line.text) : [written];
  return [{ kind: 'body', blocks: texts.map((text) => ({ kind: 'paragraph', text })) }];
}

function datelineFacts(dateline: ReturnType<typeof findDateline>): Facts {
  if (dateline === undefined) return {};
  const { length: _, ...facts } = dateline;
  return facts;
}

function assemble(
  normalised: NormalisedText,
  draft: Draft,
  around: Surroundings,
): Omit<Article, 'format' | 'encoding' | 'normalisation'> {
  const { facts, sections } = draft;
  const derived = facts.title === undefined ? [warning('title_derived', around.channel.language)] : [];
  const title = facts.title ?? deriveTitle(keyPointsOf({ sections }), draft.opening);
  return {
    language: normalised.language,
    direction: directionOf(normalised.language),
    title,
    titleOrigin: facts.title === undefined ? 'derived' : 'explicit',
    summary: summarise(draft, title),
    ...optionalFacts(facts),
    authors: facts.authors ?? [],
    breaking: facts.breaking ?? false,
    tags: facts.tags ?? [],
    sections,
    media: (facts.pictures ?? []).map((address) => ({ address })),
    corrections: facts.corrections ?? [],
    ...(facts.withdrawal === undefined ? {} : { withdrawal: facts.withdrawal }),
    isSilent: facts.isSilent ?? false,
    changes: normalised.changes,
    warnings: [...(facts.warnings ?? []), ...derived],
  };
}

function optionalFacts({
  section,
  source,
  dateline,
  stated,
}: Facts): Pick<Article, 'section' | 'source' | 'dateline' | 'stated'> {
  return {
    ...(section === undefined ? {} : { section }),
    ...(source === undefined ? {} : { source }),
    ...(dateline === undefined ? {} : { dateline }),
    ...(stated === undefined ? {} : { stated }),
  };
}

/** The lead without its dateline; the paragraph after it when the lead would only repeat the title. */
function summarise({ facts, sections, opening, lead }: Draft, title: string): string {
  const written = facts.summary ?? facts.subtitle;
  const repeats = opening.length < title.length * 2 && matchKey(opening) === matchKey(title);
  const text = written ?? (repeats ? findLead(sections, lead) : undefined) ?? opening;
  return cutAtSentence(text.replaceAll('\n', ' ').trim(), maxSummaryLength);
}
