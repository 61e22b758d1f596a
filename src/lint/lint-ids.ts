import type { FeedView, Field, ItemView } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';

const uri = /^[a-z][a-z0-9+.-]*:./i;
const webAddress = /^https?:\/\/./i;
const notAscii = /[^\u0020-\u007E]/;
/** A space within is part of the ids of some systems. */
const space = /^\s|\s$|[^\S ]|[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;

/** RSS `<guid>`, RFC 4287 §4.2.6 `atom:id`, JSON Feed `id`. */
export function lintIds(feed: FeedView): readonly Finding[] {
  return [...feed.items.flatMap((item) => lintId(item, feed)), ...lintRepeated(feed)];
}

function lintId(item: ItemView, { format }: FeedView): readonly Finding[] {
  const { id, place } = item;
  if (id === undefined || id.text.trim() === '')
    // Of Atom it is said that a required element is missing, of JSON that the value is no string.
    return format === 'rss' ? [finding('id_missing', id?.place ?? place)] : [];
  const text = id.text.trim();
  const at = (code: Finding['code']) => finding(code, id.place, id.text);
  if (text === item.title?.text.trim()) return [at('id_is_title')];
  if (space.test(id.text)) return [at('id_white_space')];
  const kind = format === 'atom' && !uri.test(text) ? [at('id_not_uri')] : lintPermalink(item, id);
  return [...kind, ...(notAscii.test(text) ? [at('id_not_ascii')] : [])];
}

function lintPermalink({ isPermalink, link }: ItemView, { text, place }: Field): readonly Finding[] {
  if (!isPermalink) return [];
  if (!webAddress.test(text)) return [finding('id_not_url', place, text)];
  if (link === undefined || link.text.trim() === '' || link.text.trim() === text) return [];
  return [finding('id_permalink_differs', place, `${text} ≠ ${link.text.trim()}`)];
}

/** RFC 4287 §4.1.1: versions of one entry may stand beside each other when their `updated` differs. */
function lintRepeated({ items, format }: FeedView): readonly Finding[] {
  const seen = new Set<string>();
  return items.flatMap(({ id, updated }) => {
    const name = id?.text.trim() ?? '';
    if (id === undefined || name === '') return [];
    const key = format === 'atom' ? `${name} ${updated?.at?.getTime()}` : name;
    if (seen.has(key)) return [finding('id_repeated', id.place, name)];
    seen.add(key);
    return [];
  });
}
