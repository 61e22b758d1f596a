import { archivePath, type FeedFormat, feedUrl } from '../domain/addresses.ts';
import type { ArchiveName, FeedSnapshot } from '../domain/snapshot.ts';
import type { Tombstone } from '../domain/tombstone.ts';
import { escapeXmlAttribute, escapeXmlText } from '../text/xml.ts';

/** A link to another document of the same feed: RFC 5005 §4. */
export interface HistoryLink {
  readonly relation: 'current' | 'prev-archive';
  readonly url: string;
}

export function historyLinks(
  { site, channel, archive, previousArchive }: FeedSnapshot,
  format: FeedFormat,
): readonly HistoryLink[] {
  const url = (name: ArchiveName) => site.baseUrl + archivePath(channel.id, name, format);
  return [
    ...(archive === undefined ? [] : [{ relation: 'current', url: feedUrl(site, channel, format) } as const]),
    ...(previousArchive === undefined
      ? []
      : [{ relation: 'prev-archive', url: url(previousArchive) } as const]),
  ];
}

export const historyNamespace = ' xmlns:fh="http://purl.org/syndication/history/1.0"';

/** RFC 5005 §4: what marks a document as an archive. */
export function archiveMark({ archive }: FeedSnapshot): string {
  return archive === undefined ? '' : '<fh:archive/>';
}

export const tombstoneNamespace = ' xmlns:at="http://purl.org/atompub/tombstones/1.0"';

/** RFC 6721 §3. */
export function tombstoneElement({ id, at, reason }: Tombstone): string {
  const start = `<at:deleted-entry ref="${escapeXmlAttribute(id)}" when="${at.toISOString()}"`;
  return reason === undefined
    ? `${start}/>`
    : `${start}><at:comment>${escapeXmlText(reason)}</at:comment></at:deleted-entry>`;
}
