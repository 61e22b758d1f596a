import { createHash } from 'node:crypto';
import { feedDate } from '../text/feed-date.ts';
import { parseDate } from '../text/parse-date.ts';
import { isJsonObject } from './json-ld.ts';

/** One article of a feed: an item of JSON Feed 1.1 as a document of its own. */
export interface FeedEntry {
  /** By what the feed calls it, without signs that mean something in a path; no other entry has the name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const maxNameLength = 80;
const maxDepth = 12;
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const unsafe = /[^\p{L}\p{M}\p{N}._~-]+/gu;

/**
 * The articles in the order in which they were published. Of several with one id the one that was changed last is
 * taken, and of equal ones the last. The same article always has the same bytes, whatever stands round it.
 */
export function entriesOf(items: readonly unknown[], timeZone: string): readonly FeedEntry[] {
  const chosen = new Map<string, Dated>();
  for (const one of datedItems(items, timeZone)) {
    const known = chosen.get(one.name);
    if (known === undefined || one.modified >= known.modified) chosen.set(one.name, one);
  }
  // What came at one time, or has no date at all, in the order of its coming: from the end.
  return [...chosen.values()]
    .toReversed()
    .sort((one, other) => (one.published === other.published ? 0 : one.published - other.published))
    .map(({ name, json }) => ({ name, bytes: Buffer.from(json) }));
}

interface Dated {
  readonly name: string;
  readonly json: string;
  /** Milliseconds; what has no date came with the one before it. */
  readonly published: number;
  readonly modified: number;
}

/** Feeds stand newest first. */
function datedItems(items: readonly unknown[], timeZone: string): readonly Dated[] {
  const shared = sharedNames(items);
  let last = Number.NEGATIVE_INFINITY;
  const dated = items.toReversed().map((item) => {
    const json = JSON.stringify(canonical(item, 0)) ?? 'null';
    const { date_published: published, date_modified: modified } = isJsonObject(item) ? item : {};
    last = timeOf(published, timeZone) ?? timeOf(modified, timeZone) ?? last;
    return {
      name: nameOf(item, json, shared),
      json,
      published: last,
      modified: timeOf(modified, timeZone) ?? last,
    };
  });
  // Of entries that share an id the later one in the document has to come last, and times alone order the rest.
  return dated.toReversed();
}

/** A corrected headline makes two of one entry; more of them share a home page or a `0`, which names none of them. */
const mostTitlesOfOne = 2;

function sharedNames(items: readonly unknown[]): ReadonlySet<string> {
  const titles = new Map<string, Set<unknown>>();
  for (const item of items) {
    const { id, url, title } = isJsonObject(item) ? item : {};
    for (const value of [id, url].filter(isName)) {
      const name = String(value).trim();
      titles.set(name, (titles.get(name) ?? new Set()).add(title));
    }
  }
  return new Set([...titles].filter(([, found]) => found.size > mostTitlesOfOne).map(([name]) => name));
}

/** By id or address, else by headline and date, which stay when the text is corrected; at last by everything. */
function nameOf(item: unknown, json: string, shared: ReadonlySet<string>): string {
  const { id, url, title, date_published: published } = isJsonObject(item) ? item : {};
  const own = [id, url].find((value) => isName(value) && !shared.has(String(value).trim()));
  if (isName(own)) return safeName(String(own).trim());
  return hashOf(isName(title) ? JSON.stringify([title, published]) : json).slice(0, 24);
}

function isName(value: unknown): value is string | number {
  return (typeof value === 'string' && value.trim() !== '') || Number.isSafeInteger(value);
}

/** Readable as far as it can be; what was changed or cut is told apart by a hash of the whole. */
function safeName(id: string): string {
  const readable = id
    .replace(unsafe, '-')
    .replace(/^[.-]+/, '')
    .slice(0, maxNameLength);
  return readable === id ? id : `${readable}-${hashOf(id).slice(0, 12)}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Keys in one order, without what is absent; nesting that no article has is cut off. */
function canonical(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return null;
  if (Array.isArray(value)) return value.map((one) => canonical(one, depth + 1));
  if (!isJsonObject(value)) return value;
  // From the inside out: what is blank is asked of what has been cut already.
  const entries = Object.entries(value).map(([key, inner]) => [key, canonical(inner, depth + 1)] as const);
  return Object.fromEntries(
    entries.filter(([, inner]) => !isBlank(inner)).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

function timeOf(date: unknown, timeZone: string): number | undefined {
  if (typeof date !== 'string') return undefined;
  const written = feedDate(date);
  // Most are RFC 3339, and of thousands of entries each has a date or two.
  const at = rfc3339.test(written) ? Date.parse(written) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  const { date: read } = parseDate(written, timeZone);
  if (read === undefined) return undefined;
  if (read.precision !== 'day') return read.at.getTime();
  const { year, month, day } = read.day;
  return Date.UTC(year, month - 1, day);
}
