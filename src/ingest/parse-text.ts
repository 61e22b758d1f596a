import { type Article, type ArticleSection, keyPointsOf, type Warning } from '../domain/article.ts';
import { directionOf } from '../text/direction.ts';
import { cutAtSentence } from '../text/excerpt.ts';
import { hasWords } from '../text/has-words.ts';
import { matchKey } from '../text/match-key.ts';
import { type NormalisedText, normalise, StackedMarksError } from '../text/normalise.ts';
import { findDateline } from './dateline.ts';
import { type Facts, joinFacts, type Surroundings } from './facts.ts';
import { readFoot } from './foot.ts';
import { readHead } from './head.ts';
import { addStandfirst, findLead, trailingCredit } from './lead.ts';
import { type Line, readLines } from './lines.ts';
import { refusal, warning } from './messages.ts';
import { readSections } from './read-sections.ts';
import { textWarnings } from './text-warnings.ts';
import { deriveTitle } from './title.ts';

const maxSummaryLength = 300;
/** Far more than any article has; every line and every `)` is looked at for a heading. */
const maxLines = 20_000;
const maxClosingParentheses = 10_000;

/** Decoded plain text as an article: normalised, then head, foot and body by their layout (ARABIC.md §5). */
export function parseText(text: string, options: Pick<Surroundings, 'channel' | 'timeZone'>): Article {
  const normalised = normaliseArticle(text, options.channel.language);
  if (!hasWords(normalised.text)) throw refusal('no_text', options.channel.language);
  const around = { ...options, language: normalised.language };
  const lines = readLines(normalised.text);
  if (
    lines.length > maxLines ||
    normalised.text.split(')', maxClosingParentheses + 2).length > maxClosingParentheses + 1
  )
    throw refusal('text_malformed', options.channel.language);
  const draft = readDraft(lines, around);
  return assemble(normalised, draft, around, textWarnings(normalised, lines, around));
}

function normaliseArticle(text: string, channelLanguage: string): NormalisedText {
  try {
    return normalise(text, channelLanguage);
  } catch (error) {
    if (error instanceof StackedMarksError)
      throw refusal('text_malformed', channelLanguage, { cause: error });
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

function readDraft(lines: readonly Line[], around: Surroundings): Draft {
  const head = readHead(lines, around);
  const foot = readFoot(head.lines, around);
  const { sections: found, warnings, summary } = readSections(foot.lines, around.channel);
  const known = joinFacts(joinFacts(head.facts, foot.facts), summary === undefined ? {} : { summary });
  const hasBody = found.some((section) => section.kind !== 'related');
  // Without a title either, every line is published after all.
  const said = hasBody || known.title !== undefined ? joinFacts(known, { warnings }) : known;
  const sections = hasBody ? found : [...titleAsBody(said, lines), ...found];
  const lead = findLead(sections) ?? said.title ?? normalisedWords(lines);
  const dateline = said.dateline === undefined ? findDateline(lead, around.timeZone) : undefined;
  const facts = joinFacts(joinFacts(said, datelineFacts(dateline)), trailingCredit(sections));
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

/** An article of one line has that line as its text; one of nothing but credits has those. */
function titleAsBody(facts: Facts, lines: readonly Line[]): readonly ArticleSection[] {
  const texts = facts.title === undefined ? lines.map((line) => line.text) : [facts.title];
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
  found: readonly Warning[],
): Article {
  const { facts, sections } = draft;
  const derived = facts.title === undefined ? [warning('title_derived', around.channel.language)] : [];
  const title = facts.title ?? deriveTitle(keyPointsOf({ sections }), draft.opening);
  return {
    format: 'text',
    encoding: 'utf-8',
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
    changes: normalised.changes,
    warnings: [...(facts.warnings ?? []), ...derived, ...found],
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
