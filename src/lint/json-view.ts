import {
  type AddressField,
  type DateField,
  dateField,
  type FeedView,
  type Field,
  htmlField,
  type ItemView,
  type MediaView,
  plainField,
} from './feed-view.ts';
import type { Place } from './finding.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const feedAddresses = ['home_page_url', 'feed_url', 'next_url', 'icon', 'favicon'];
const itemAddresses = ['url', 'external_url', 'image', 'banner_image'];

/** JSON Feed 1.0 and 1.1; members of a wrong type are as good as absent. */
export function jsonView(feed: JsonObject): FeedView {
  return {
    format: 'json',
    place: { path: '' },
    title: stringField(feed, 'title', {}),
    language: stringField(feed, 'language', {}),
    rootLanguage: undefined,
    dates: [],
    self: fieldsOf(feed, ['feed_url'], {}),
    hasHub: listOf(feed.hubs).length > 0,
    addresses: [...addressesOf(feed, feedAddresses, {}), ...personAddresses(feed, {})],
    items: listOf(feed.items).map((item, index) =>
      itemView(item, feed, { item: index + 1, path: `items[${index}]` }),
    ),
  };
}

function itemView(item: JsonObject, feed: JsonObject, place: Place): ItemView {
  const title = stringField(item, 'title', place);
  const summary = stringField(item, 'summary', place);
  const html = stringField(item, 'content_html', place);
  const plain = stringField(item, 'content_text', place);
  const attachments = listOf(item.attachments);
  return {
    place,
    id: stringField(item, 'id', place),
    isPermalink: false,
    title: title === undefined ? undefined : plainField(title),
    link: stringField(item, 'url', place),
    published: dated(item, 'date_published', place),
    updated: dated(item, 'date_modified', place),
    summary: summary === undefined ? undefined : plainField(summary),
    content: html !== undefined ? htmlField(html) : plain === undefined ? undefined : plainField(plain),
    categories: tagsOf(item, place),
    authors: namesOf(item, place).length > 0 ? namesOf(item, place) : namesOf(feed, {}),
    media: [
      ...picturesOf(item, place),
      ...attachments.map((one, index) => attachmentView(one, index, place)),
    ],
    language: stringField(item, 'language', place),
    addresses: [
      ...addressesOf(item, itemAddresses, place),
      ...personAddresses(item, place),
      ...attachments.flatMap((one, index) =>
        addressesOf(one, ['url'], memberPlace(place, `attachments[${index}]`)),
      ),
    ],
    hasBase: false,
  };
}

/** `items[2].url` for `url` of an item. */
export function memberPlace({ item, path = '' }: Place, key: string): Place {
  const whole = path === '' ? key : `${path}.${key}`;
  return item === undefined ? { path: whole } : { item, path: whole };
}

/** Objects of an array; nothing else is in it, as far as rules look. */
export function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON Feed 1.1 `authors`, or 1.0's `author`; some write an array under the old name. */
export function peopleOf(holder: JsonObject): readonly JsonObject[] {
  const people = [...listOf(holder.authors), ...listOf(holder.author)];
  return people.length > 0 ? people : listOf([holder.author]);
}

function namesOf(holder: JsonObject, place: Place): readonly Field[] {
  return peopleOf(holder).flatMap((person, index) =>
    fieldsOf(person, ['name'], memberPlace(place, `authors[${index}]`)),
  );
}

function personAddresses(holder: JsonObject, place: Place): readonly AddressField[] {
  return peopleOf(holder).flatMap((person, index) =>
    addressesOf(person, ['url', 'avatar'], memberPlace(place, `authors[${index}]`)),
  );
}

function tagsOf(item: JsonObject, place: Place): readonly Field[] {
  const tags = Array.isArray(item.tags) ? item.tags : [];
  return tags.flatMap((text, index) =>
    typeof text === 'string' ? [{ text, place: memberPlace(place, `tags[${index}]`) }] : [],
  );
}

function picturesOf(item: JsonObject, place: Place): readonly MediaView[] {
  return fieldsOf(item, ['image', 'banner_image'], place).map(({ text, place: at }) => ({
    place: at,
    url: text,
    isPicture: true,
    width: undefined,
    height: undefined,
  }));
}

function attachmentView(attachment: JsonObject, index: number, place: Place): MediaView {
  const { url, mime_type: type } = attachment;
  return {
    place: memberPlace(place, `attachments[${index}]`),
    url: typeof url === 'string' ? url : undefined,
    isPicture: typeof type === 'string' && type.startsWith('image/'),
    width: undefined,
    height: undefined,
  };
}

function dated(item: JsonObject, key: string, place: Place): DateField | undefined {
  const field = stringField(item, key, place);
  return field === undefined ? undefined : dateField(field, 'rfc3339');
}

function addressesOf(holder: JsonObject, keys: readonly string[], place: Place): readonly AddressField[] {
  return fieldsOf(holder, keys, place).map((field) => ({ ...field, hasBase: false }));
}

function fieldsOf(holder: JsonObject, keys: readonly string[], place: Place): readonly Field[] {
  return keys.flatMap((key) => stringField(holder, key, place) ?? []);
}

function stringField(holder: JsonObject, key: string, place: Place): Field | undefined {
  const value = holder[key];
  return typeof value === 'string' ? { text: value, place: memberPlace(place, key) } : undefined;
}
