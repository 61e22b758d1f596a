import type { Article, ArticleSection } from '../domain/article.ts';
import { keyPointsOf, textsOf } from '../domain/article.ts';
import type { NashraError } from '../domain/errors.ts';
import { formatWrittenDate } from '../text/dates.ts';
import { readingMinutes } from '../text/reading-time.ts';
import { wrapHtml } from '../text/wrap-html.ts';
import { composeHtml, remoteMedia } from './compose-html.ts';

export type CheckOutcome =
  | { readonly status: 'accepted'; readonly article: Article }
  | { readonly status: 'refused'; readonly error: NashraError };

/** Its other keys are for programs outside alone. */
export interface CheckReport {
  readonly [key: string]: unknown;
  readonly status: CheckOutcome['status'];
  readonly format: Article['format'] | null;
  readonly encoding: Article['encoding'] | null;
}

/** The JSON of `nashra check --json`: every key always there, `null` or an empty array where there is nothing. */
export function checkReport(outcome: CheckOutcome, wordsPerMinute?: number): CheckReport {
  return outcome.status === 'accepted'
    ? acceptedReport(outcome.article, wordsPerMinute)
    : refusedReport(outcome.error);
}

function acceptedReport(article: Article, wordsPerMinute?: number): CheckReport {
  const text = articleText(article);
  return {
    status: 'accepted',
    reason: null,
    format: article.format,
    encoding: article.encoding,
    language: article.language,
    direction: article.direction,
    title: article.title,
    titleOrigin: article.titleOrigin,
    summary: article.summary,
    section: article.section ?? null,
    source: article.source ?? null,
    authors: article.authors,
    dateline: article.dateline ?? null,
    externalId: article.externalId ?? null,
    tags: article.tags,
    publishedAt: article.stated === undefined ? null : formatWrittenDate(article.stated),
    publishAt: article.publishAt?.toISOString() ?? null,
    expiresAt: article.expiresAt?.toISOString() ?? null,
    corrections: article.corrections,
    withdrawal: article.withdrawal ?? null,
    silent: article.isSilent,
    breaking: article.breaking,
    readingMinutes: readingMinutes(text, wordsPerMinute),
    keyPoints: keyPointsOf(article),
    sections: article.sections.flatMap(sectionReports),
    text,
    html: wrapHtml(composeHtml(article, remoteMedia(article)), article),
    changes: article.changes,
    warnings: article.warnings.map(({ code, message, line }) => ({ code, message, line: line ?? null })),
  };
}

function refusedReport(error: NashraError): CheckReport {
  return {
    status: 'refused',
    reason: { code: error.code, message: error.message, line: error.line ?? null },
    format: null,
    encoding: null,
    language: null,
    direction: null,
    title: null,
    titleOrigin: null,
    summary: null,
    section: null,
    source: null,
    authors: [],
    dateline: null,
    externalId: null,
    tags: [],
    publishedAt: null,
    publishAt: null,
    expiresAt: null,
    corrections: [],
    withdrawal: null,
    silent: null,
    breaking: null,
    readingMinutes: null,
    keyPoints: [],
    sections: [],
    text: null,
    html: null,
    changes: [],
    warnings: [],
  };
}

interface SectionReport {
  readonly kind: string;
  readonly heading: string | null;
  readonly paragraphs?: string[];
  readonly items?: string[];
}

/** One entry for each run of paragraphs or of items; a list inside running text is one of its own kind. */
function sectionReports({ kind, heading, blocks }: ArticleSection): readonly SectionReport[] {
  const reports: SectionReport[] = [];
  const isMixed = new Set(blocks.map((block) => block.kind === 'list')).size > 1;
  for (const block of blocks) {
    const entry = { kind, heading: reports.length === 0 ? (heading ?? null) : null };
    const last = reports.at(-1);
    if (block.kind === 'list') {
      reports.push({
        ...entry,
        kind: isMixed && kind !== 'keyPoints' ? 'list' : kind,
        items: [...textsOf(block)],
      });
    } else if (last?.paragraphs !== undefined) {
      last.paragraphs.push(...textsOf(block));
    } else {
      reports.push({ ...entry, paragraphs: [...textsOf(block)] });
    }
  }
  return reports;
}

/** All words of the body that a reader sees, in order: headings, paragraphs and items, each on its line. */
export function articleText({ sections }: Article): string {
  return sections
    .filter((section) => section.kind !== 'related')
    .flatMap(({ heading, blocks }) => [
      ...(heading === undefined ? [] : [heading]),
      ...blocks.flatMap(textsOf),
    ])
    .join('\n');
}
