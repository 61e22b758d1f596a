import { itemUrl, mediaUrl } from '../../domain/addresses.ts';
import type { Site } from '../../domain/channel.ts';
import type { StoredItem } from '../../store/items.ts';

/** The names by which the ledger knows an item. */
export interface KnownNames {
  readonly paths: readonly string[];
  readonly copies: readonly string[];
  readonly externalIds: readonly string[];
}

/** An item for programs: every key always there, `null` or an empty array where there is nothing. */
export function itemReport(site: Site, stored: StoredItem): Readonly<Record<string, unknown>> {
  const { item, state, publishAt, expiresAt, endedAt, endedReason } = stored;
  return {
    key: item.key,
    id: item.id,
    channel: item.channelId,
    state,
    url: itemUrl(site, item),
    title: item.title,
    publishedAt: state === 'scheduled' ? null : item.publishedAt.toISOString(),
    updatedAt: state === 'scheduled' ? null : item.updatedAt.toISOString(),
    publishAt: isoOf(publishAt),
    expiresAt: isoOf(expiresAt),
    endedAt: isoOf(endedAt),
    reason: endedReason ?? null,
  };
}

/** The same with everything that is kept of it. */
export function wholeItemReport(
  site: Site,
  stored: StoredItem,
  { paths, copies, externalIds }: KnownNames,
): Readonly<Record<string, unknown>> {
  const { item, originalSha256 } = stored;
  return {
    ...itemReport(site, stored),
    summary: item.summary,
    language: item.language,
    section: item.section ?? null,
    source: item.source ?? null,
    authors: item.authors.map(({ name }) => name),
    tags: item.tags,
    breaking: item.breaking,
    corrections: item.corrections.map(({ note, at }) => ({ note, at: at.toISOString() })),
    media: item.media.map((medium) => mediaUrl(site, medium)),
    revision: item.revision,
    original: originalSha256,
    paths,
    copies,
    externalIds,
  };
}

function isoOf(at: Date | undefined): string | null {
  return at?.toISOString() ?? null;
}
