import type { FeedFormat } from '../domain/addresses.ts';
import { jsonFaultLine } from '../text/json-fault.ts';
import { atomView } from './atom-view.ts';
import { type DecodedFeed, decodeFeed } from './decode-feed.ts';
import type { FeedView } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';
import { isJsonObject, jsonView } from './json-view.ts';
import { lintAtom } from './lint-atom.ts';
import { lintCategories } from './lint-categories.ts';
import { lintDates } from './lint-dates.ts';
import { lintDirection } from './lint-direction.ts';
import { lintHistory } from './lint-history.ts';
import { lintIds } from './lint-ids.ts';
import { lintJson } from './lint-json.ts';
import { lintLanguage } from './lint-language.ts';
import { lintLinks } from './lint-links.ts';
import { lintMedia } from './lint-media.ts';
import type { LintProfile } from './lint-profiles.ts';
import { charsetOf, type FeedResponse, lintResponse, lintStatus } from './lint-response.ts';
import { lintRss } from './lint-rss.ts';
import { lintTexts } from './lint-texts.ts';
import { lintTitles } from './lint-titles.ts';
import { lintSelf, lintXml } from './lint-xml.ts';
import { mendXml } from './mend-xml.ts';
import { namespaces } from './namespaces.ts';
import { childrenNamed, findChild, parseXml, type XmlElement } from './parse-xml.ts';
import { lintForFlipboard } from './profile-flipboard.ts';
import { lintForFullText } from './profile-full-text.ts';
import { lintForMsn } from './profile-msn.ts';
import { itemElements, rssView } from './rss-view.ts';
import { rules } from './rules.ts';

export interface LintOptions {
  readonly now: Date;
  readonly profile?: LintProfile;
  /** Where the feed was fetched. */
  readonly response?: FeedResponse;
}

export interface LintReport {
  /** Absent when the document is no feed, or is too broken to tell. */
  readonly format?: FeedFormat;
  readonly itemCount: number;
  /** In the order of the table of rules, and of the document within one rule. */
  readonly findings: readonly Finding[];
}

interface ReadFeed {
  readonly feed?: FeedView;
  readonly findings: readonly Finding[];
}

/** All faults of a feed, ours or anybody's: RSS 2.0, Atom 1.0, JSON Feed 1.0 and 1.1. Never throws. */
export function lintFeed(bytes: Uint8Array, options: LintOptions): LintReport {
  const { response } = options;
  const refusal = response === undefined ? undefined : lintStatus(response);
  if (refusal !== undefined) return { itemCount: 0, findings: [refusal] };
  const decoded = decodeFeed(bytes, charsetOf(response?.contentType));
  const read = decoded.text === undefined ? { findings: [] } : readFeed(decoded.text);
  const found = [...decoded.findings, ...read.findings];
  if (read.feed === undefined) return { itemCount: 0, findings: inOrder(found) };
  const { feed } = read;
  const findings = [
    ...found,
    ...(response === undefined ? [] : lintResponse(response, feed)),
    ...lintView(feed, options.now),
    ...lintForProfile(feed, bytes, decoded, options),
  ];
  return { format: feed.format, itemCount: feed.items.length, findings: inOrder(findings) };
}

function readFeed(text: string): ReadFeed {
  return /^[\s\uFEFF]*[{[]/.test(text) ? readJson(text) : readXml(text);
}

function readJson(text: string): ReadFeed {
  const hasMark = text.startsWith('\uFEFF');
  const findings = hasMark ? [finding('json_byte_order_mark', { line: 1 })] : [];
  const json = hasMark ? text.slice(1) : text;
  const line = jsonFaultLine(json);
  if (line !== undefined) return { findings: [...findings, finding('json_malformed', { line })] };
  const feed: unknown = JSON.parse(json);
  if (!isJsonObject(feed) || !(Array.isArray(feed.items) || isVersion(feed.version)))
    return { findings: [...findings, finding('not_a_feed', { line: 1 })] };
  return { feed: jsonView(feed), findings: [...findings, ...lintJson(feed)] };
}

/** Other JSON of newsrooms has a version as well. */
function isVersion(version: unknown): boolean {
  return typeof version === 'string' && version.includes('jsonfeed.org');
}

function readXml(text: string): ReadFeed {
  if (!/^[\s\uFEFF]*</.test(text) || /^[\s\uFEFF]*<(?:!doctype html|html)\b/i.test(text))
    return { findings: [finding('not_a_feed', { line: 1 }, text.trimStart().slice(0, 60))] };
  const mended = mendXml(text);
  const { root, findings } = parseXml(mended);
  const found = [...mended.findings, ...findings];
  if (root === undefined) return { findings: found };
  const { feed, findings: own } = readRoot(root);
  const all = [...found, ...lintXml(root), ...own];
  return feed === undefined ? { findings: all } : { feed, findings: all };
}

function readRoot(root: XmlElement): ReadFeed {
  const channel = findChild(root, 'channel');
  if (root.name === 'rss' && channel !== undefined)
    return {
      feed: rssView(root, channel),
      findings: [...lintRss(root, channel), ...lintHistory(channel, itemElements(channel))],
    };
  if (root.name === 'atom:feed' && root.uri === namespaces.atom)
    return {
      feed: atomView(root),
      findings: [...lintAtom(root), ...lintHistory(root, childrenNamed(root, 'atom:entry'))],
    };
  const isOld = /(?:^|:)(?:RDF|feed)$/.test(root.name);
  return {
    findings: [finding(isOld ? 'format_outdated' : 'not_a_feed', root.place, `${root.name} ${root.uri}`)],
  };
}

function lintView(feed: FeedView, now: Date): readonly Finding[] {
  return [
    ...lintSelf(feed),
    ...lintLanguage(feed),
    ...lintDates(feed, now),
    ...lintIds(feed),
    ...lintLinks(feed),
    ...lintMedia(feed),
    ...lintTitles(feed),
    ...lintDirection(feed),
    ...lintTexts(feed),
    ...lintCategories(feed),
  ];
}

function lintForProfile(
  feed: FeedView,
  bytes: Uint8Array,
  { isUtf8 }: DecodedFeed,
  { profile, now }: LintOptions,
): readonly Finding[] {
  switch (profile) {
    case 'msn':
      return lintForMsn(feed, { lengthBytes: bytes.length, isUtf8, now });
    case 'flipboard':
      return lintForFlipboard(feed);
    case 'fulltext':
      return lintForFullText(feed);
    default:
      return [];
  }
}

const ranks = new Map(Object.keys(rules).map((code, rank) => [code, rank]));

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => (ranks.get(one.code) ?? 0) - (ranks.get(other.code) ?? 0));
}
