import { type Finding, finding, type Place } from './finding.ts';
import { isJsonObject, type JsonObject, listOf, memberPlace, peopleOf } from './json-view.ts';
import { lintType } from './lint-values.ts';

type JsonType = 'string' | 'number' | 'boolean' | 'array' | 'object';

const feedKeys: Readonly<Record<string, JsonType>> = {
  version: 'string',
  title: 'string',
  home_page_url: 'string',
  feed_url: 'string',
  description: 'string',
  user_comment: 'string',
  next_url: 'string',
  icon: 'string',
  favicon: 'string',
  authors: 'array',
  author: 'object',
  language: 'string',
  expired: 'boolean',
  hubs: 'array',
  items: 'array',
};
const itemKeys: Readonly<Record<string, JsonType>> = {
  id: 'string',
  url: 'string',
  external_url: 'string',
  title: 'string',
  content_html: 'string',
  content_text: 'string',
  summary: 'string',
  image: 'string',
  banner_image: 'string',
  date_published: 'string',
  date_modified: 'string',
  authors: 'array',
  author: 'object',
  tags: 'array',
  language: 'string',
  attachments: 'array',
};
const attachmentKeys: Readonly<Record<string, JsonType>> = {
  url: 'string',
  mime_type: 'string',
  title: 'string',
  size_in_bytes: 'number',
  duration_in_seconds: 'number',
};
const versions = /^https:\/\/jsonfeed\.org\/version\/1(?:\.1)?$/;

/** JSON Feed 1.1 and 1.0: members, their types, and which must be there. */
export function lintJson(feed: JsonObject): readonly Finding[] {
  const { version } = feed;
  const isKnown = typeof version === 'string' && versions.test(version);
  return [
    ...(isKnown ? [] : [finding('json_version', { path: 'version' }, String(version ?? ''))]),
    ...['title', 'items'].filter((key) => feed[key] === undefined).map((key) => missing({}, key)),
    ...lintMembers(feed, feedKeys, {}),
    ...lintPeople(feed, {}, version),
    ...listOf(feed.items).flatMap((item, index) =>
      lintItem(item, { item: index + 1, path: `items[${index}]` }, version),
    ),
  ];
}

function lintItem(item: JsonObject, place: Place, version: unknown): readonly Finding[] {
  const hasContent = item.content_html !== undefined || item.content_text !== undefined;
  return [
    ...(hasContent ? [] : [missing(place, 'content_html')]),
    ...lintId(item.id, place),
    ...lintMembers(item, itemKeys, place),
    ...lintPeople(item, place, version),
    ...listOf(item.attachments).flatMap((one, index) =>
      lintAttachment(one, memberPlace(place, `attachments[${index}]`)),
    ),
  ];
}

function lintId(id: unknown, place: Place): readonly Finding[] {
  if (id === undefined || id === null || id === '') return [finding('id_missing', place)];
  return typeof id === 'string' ? [] : [finding('json_id_type', memberPlace(place, 'id'), typeOf(id))];
}

function lintMembers(
  holder: JsonObject,
  keys: Readonly<Record<string, JsonType>>,
  place: Place,
): readonly Finding[] {
  return Object.entries(holder).flatMap(([key, value]) => {
    if (key.startsWith('_') || (key === 'id' && typeof value === 'number')) return [];
    const type = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (type === undefined) return [finding('json_key_unknown', memberPlace(place, key), key)];
    return typeOf(value) === type
      ? []
      : [finding('json_type', memberPlace(place, key), `${key}: ${typeOf(value) ?? 'null'}`)];
  });
}

function typeOf(value: unknown): JsonType | undefined {
  if (Array.isArray(value)) return 'array';
  if (isJsonObject(value)) return 'object';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? (typeof value as JsonType)
    : undefined;
}

function lintPeople(holder: JsonObject, place: Place, version: unknown): readonly Finding[] {
  const isOld =
    holder.author !== undefined && holder.authors === undefined && String(version).endsWith('1.1');
  // Any of the three will do.
  const nameless = peopleOf(holder).filter(({ name, url, avatar }) => !name && !url && !avatar);
  return [
    ...(isOld ? [finding('json_author_alone', memberPlace(place, 'author'))] : []),
    ...nameless.map(() => finding('author_nameless', memberPlace(place, 'authors'))),
  ];
}

function lintAttachment(attachment: JsonObject, place: Place): readonly Finding[] {
  const absent = ['url', 'mime_type'].filter((key) => attachment[key] === undefined);
  const { mime_type: type } = attachment;
  return [
    ...(absent.length === 0 ? [] : [finding('attachment_incomplete', place, absent.join(', '))]),
    ...lintMembers(attachment, attachmentKeys, place),
    ...(typeof type === 'string' ? lintType(type, place) : []),
  ];
}

function missing(place: Place, key: string): Finding {
  return finding('json_missing', memberPlace(place, key), key);
}
