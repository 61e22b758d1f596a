import { itemUrl, mediaUrl } from '../../domain/addresses.ts';
import type { Site } from '../../domain/channel.ts';
import type { StoredItem } from '../../store/items.ts';
import { showControls } from '../../text/show-invisible.ts';
import { formatMoment } from './format-moment.ts';
import type { KnownNames } from './item-report.ts';
import type { ItemWords } from './item-words.ts';

type Line = readonly [label: string, value: string | undefined];

/** What is kept of an item, one fact a line; what it does not have is left out. */
export function itemLines(
  site: Site,
  stored: StoredItem,
  { paths, copies, externalIds }: KnownNames,
  words: ItemWords,
): readonly string[] {
  const { item, state, publishAt, expiresAt, endedAt, endedReason } = stored;
  const isSeen = state !== 'scheduled';
  const moment = (at: Date | undefined) => at && formatMoment(at, site.timeZone);
  const each = (label: string, values: readonly string[]): readonly Line[] =>
    values.map((value) => [label, value]);
  return labelled(
    [
      [words.title, item.title],
      [words.state, `${words[state]} [${state}]`],
      [words.key, item.key],
      [words.id, item.id],
      [words.channel, item.channelId],
      [words.url, itemUrl(site, item)],
      [words.publishAt, moment(publishAt)],
      [words.publishedAt, isSeen ? moment(item.publishedAt) : undefined],
      [words.updatedAt, isSeen ? moment(item.updatedAt) : undefined],
      [words.expiresAt, moment(expiresAt)],
      [words.endedAt, moment(endedAt)],
      [words.reason, endedReason],
      ...each(
        words.correction,
        item.corrections.map(({ note, at }) => `${formatMoment(at, site.timeZone)} ${note}`),
      ),
      [words.summary, item.summary],
      [words.section, item.section],
      [words.source, item.source],
      [words.authors, item.authors.map(({ name }) => name).join(words.comma)],
      [words.tags, item.tags.join(words.comma)],
      ...each(
        words.media,
        item.media.map((medium) => mediaUrl(site, medium)),
      ),
      ...each(words.paths, paths),
      ...each(words.copies, copies),
      ...each(words.externalIds, externalIds),
      [words.revision, String(item.revision)],
    ],
    words,
  );
}

/** Nothing of an article's can act on the terminal. */
export function labelled(lines: readonly Line[], { colon }: ItemWords): readonly string[] {
  return lines.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [`${label}${colon}${showControls(value)}`],
  );
}
