import type { Article, ArticleSection } from '../../domain/article.ts';
import type { MediaReference } from '../../domain/media.ts';
import { articleText } from '../../ingest/report.ts';
import { formatWrittenDate } from '../../text/dates.ts';
import { readingMinutes } from '../../text/reading-time.ts';
import type { ReportWords } from './report-words.ts';

export interface ReportedFact {
  readonly label: string;
  /** Undefined where the article says nothing. */
  readonly value: string | undefined;
  /** The value is the report's own words, not the article's. */
  readonly isOurs?: boolean;
}

/** What was recognised besides title, summary and text, in the order of its weight. */
export function factsOf(
  article: Article,
  words: ReportWords,
  wordsPerMinute?: number,
): readonly ReportedFact[] {
  const joined = (values: readonly string[]) => (values.length === 0 ? undefined : values.join(words.comma));
  const { stated, externalId, publishAt, expiresAt, withdrawal, isSilent } = article;
  return [
    { label: words.section, value: article.section },
    { label: words.source, value: article.source },
    { label: words.authors, value: joined(article.authors) },
    { label: words.dateline, value: article.dateline },
    stated === undefined
      ? { label: words.date, value: words.noDate, isOurs: true }
      : { label: words.date, value: formatWrittenDate(stated) },
    ...(publishAt === undefined ? [] : [{ label: words.publishAt, value: formatUtc(publishAt) }]),
    ...(expiresAt === undefined ? [] : [{ label: words.expiresAt, value: formatUtc(expiresAt) }]),
    ...article.corrections.map((note) => ({ label: words.correction, value: note })),
    ...(withdrawal === undefined ? [] : [{ label: words.withdrawal, value: withdrawal }]),
    ...(isSilent ? [{ label: words.silent, value: words.isSilent, isOurs: true }] : []),
    { label: words.tags, value: joined(article.tags) },
    {
      label: words.readingTime,
      value: words.minutes(readingMinutes(articleText(article), wordsPerMinute)),
      isOurs: true,
    },
    { label: words.articleLanguage, value: article.language },
    { label: words.format, value: article.format },
    { label: words.encoding, value: article.encoding },
    ...(externalId === undefined ? [] : [{ label: words.externalId, value: externalId }]),
  ];
}

function formatUtc(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}

/** `3 فقرات، جدول واحد`. */
export function sizesOf({ blocks }: ArticleSection, words: ReportWords): string {
  const count = (...kinds: readonly string[]) => blocks.filter(({ kind }) => kinds.includes(kind)).length;
  const items = blocks.reduce((sum, block) => sum + (block.kind === 'list' ? block.items.length : 0), 0);
  const sizes = [
    [count('paragraph', 'quote'), words.paragraphs],
    [items, words.items],
    [count('table'), words.tables],
    [count('figure'), words.figures],
  ] as const;
  return sizes
    .filter(([size]) => size > 0)
    .map(([size, format]) => format(size))
    .join(words.comma);
}

/** `photo.jpg، image/jpeg، 1200×800`. */
export function mediumOf(reference: MediaReference, words: ReportWords): string {
  const { type, width, height, lengthBytes } = reference;
  const bytes = 'bytes' in reference ? reference.bytes.length : lengthBytes;
  return [
    'bytes' in reference ? words.insideFile : reference.address,
    ...(type === undefined ? [] : [type]),
    ...(width === undefined || height === undefined ? [] : [`${width}×${height}`]),
    ...(bytes === undefined ? [] : [`${Math.ceil(bytes / 1024)} KiB`]),
  ].join(words.comma);
}
