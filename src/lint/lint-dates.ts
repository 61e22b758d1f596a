import { type DateField, dateOf, type FeedView, type ItemView } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';

const minute = 60_000;
/** Consumers drop what is further ahead. */
const futureMs = 2 * minute;
/** The Arab world is at most this far ahead of Greenwich. */
const farthestZoneMs = 4 * 60 * minute + futureMs;
const nowMs = 5 * minute;
/** Of two items the dates may well be equal. */
const leastEqual = 3;

/** Each date by its form, and all of them beside each other and beside the clock. */
export function lintDates(feed: FeedView, now: Date): readonly Finding[] {
  return [
    ...feed.dates.flatMap(lintForm),
    ...feed.items.flatMap((item) => lintItem(item, feed, now)),
    ...lintTogether(feed, now),
    ...lintFeedDate(feed),
  ];
}

function lintForm({ faults, place, text }: DateField): readonly Finding[] {
  return faults.map((code) => finding(code, place, text));
}

function lintItem(item: ItemView, { format }: FeedView, now: Date): readonly Finding[] {
  const { published, updated, place } = item;
  // RFC 4287 requires `updated` alone, and that it is missing is said as of any required element.
  const isUndated = published === undefined && format !== 'atom';
  const isTurned = published?.at !== undefined && updated?.at !== undefined && updated.at < published.at;
  return [
    ...[published, updated].flatMap((date) => (date === undefined ? [] : lintForm(date))),
    ...(isUndated ? [finding('date_missing', place)] : []),
    ...(isTurned && !isWithinASecond(published.at, updated.at)
      ? [finding('updated_before_published', updated.place, `${updated.text} < ${published.text}`)]
      : []),
    ...lintFuture(published ?? updated, now),
  ];
}

/** RSS has no fractions of a second in one of its two dates. */
function isWithinASecond(one: Date, other: Date): boolean {
  return Math.abs(one.getTime() - other.getTime()) < 1000;
}

function lintFuture(date: DateField | undefined, now: Date): readonly Finding[] {
  if (date?.at === undefined) return [];
  const aheadMs = date.at.getTime() - now.getTime();
  if (aheadMs <= futureMs) return [];
  const isLocal = date.isUtc && aheadMs <= farthestZoneMs;
  return [finding(isLocal ? 'date_local_as_gmt' : 'date_in_future', date.place, date.text)];
}

function lintTogether({ items, place }: FeedView, now: Date): readonly Finding[] {
  const times = items.flatMap((item) => dateOf(item)?.getTime() ?? []);
  if (items.length < leastEqual || times.length < items.length) return [];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (first === last) return [finding('dates_all_equal', place, new Date(first).toISOString())];
  const isNow = now.getTime() - first <= nowMs && last - now.getTime() <= nowMs;
  return isNow ? [finding('dates_all_now', place, new Date(last).toISOString())] : [];
}

function lintFeedDate({ dates, items }: FeedView): readonly Finding[] {
  const [changed] = dates;
  if (changed?.at === undefined) return [];
  const newest = Math.max(...items.flatMap((item) => item.published?.at?.getTime() ?? []));
  return newest - changed.at.getTime() >= minute
    ? [finding('feed_date_old', changed.place, changed.text)]
    : [];
}
