import { linksOf } from './atom-view.ts';
import { type Finding, finding } from './finding.ts';
import { parseFeedDate } from './parse-feed-date.ts';
import { childrenNamed, findChild, textOf, type XmlElement } from './parse-xml.ts';

const archiveLinks = ['prev-archive', 'next-archive'];
const feedLinks = [...archiveLinks, 'current', 'first', 'last', 'next', 'previous'];

/**
 * RFC 5005 and RFC 6721.
 * @param feed `atom:feed`, or the `channel` of RSS
 * @param entries of it
 */
export function lintHistory(feed: XmlElement, entries: readonly XmlElement[]): readonly Finding[] {
  const live = new Set(entries.map(idOf));
  return [
    ...lintArchive(feed),
    ...entries.flatMap(lintEntryLinks),
    ...childrenNamed(feed, 'at:deleted-entry').flatMap((tombstone) => lintTombstone(tombstone, live)),
  ];
}

function lintArchive(feed: XmlElement): readonly Finding[] {
  const archive = findChild(feed, 'fh:archive');
  const complete = findChild(feed, 'fh:complete');
  const hasArchives = archive !== undefined || archiveLinks.some((rel) => linksOf(feed, rel).length > 0);
  const current = linksOf(feed, 'current')[0]?.attributes.href;
  const self = linksOf(feed, 'self')[0]?.attributes.href;
  return [
    ...(archive !== undefined && current === undefined
      ? [finding('archive_without_current', archive.place)]
      : []),
    ...(archive !== undefined && current !== undefined && current === self
      ? [finding('archive_is_current', archive.place, current)]
      : []),
    ...(complete !== undefined && hasArchives ? [finding('complete_with_archives', complete.place)] : []),
  ];
}

function lintEntryLinks(entry: XmlElement): readonly Finding[] {
  return feedLinks
    .flatMap((rel) => linksOf(entry, rel))
    .map(({ place, attributes }) => finding('archive_link_in_entry', place, attributes.rel));
}

function lintTombstone(
  { attributes, place }: XmlElement,
  live: ReadonlySet<string | undefined>,
): readonly Finding[] {
  const { ref = '', when = '' } = attributes;
  const isDated = when !== '' && parseFeedDate(when, 'rfc3339').faults.length === 0;
  return [
    ...(ref === '' || !isDated ? [finding('tombstone_incomplete', place, when)] : []),
    ...(ref !== '' && live.has(ref) ? [finding('tombstone_of_live_entry', place, ref)] : []),
  ];
}

function idOf(entry: XmlElement): string | undefined {
  const id = findChild(entry, 'atom:id') ?? findChild(entry, 'guid');
  return id === undefined ? undefined : textOf(id);
}
