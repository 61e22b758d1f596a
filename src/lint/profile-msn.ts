import { type DateField, dateOf, type FeedView, type ItemView } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';
import { scriptOf } from './lint-language.ts';
import { picturesOf, widestOf } from './profile-pictures.ts';

const titleLength = { least: 20, most: 150 } as const;
const maxItems = 29;
const maxBytes = 10_000_000;
const maxAgeMs = 365 * 24 * 3600 * 1000;
const minPictureWidth = 720;
const allowedTags = new Set(
  'p h1 h2 h3 h4 h5 b i em strong ul ol li a img table thead tbody tr td th blockquote div span br figure figcaption'.split(
    ' ',
  ),
);

export interface DocumentFacts {
  readonly lengthBytes: number;
  readonly isUtf8: boolean;
  readonly now: Date;
}

/** MSN / Microsoft Start, beyond what a good feed has anyway (ARABIC.md §6). */
export function lintForMsn(feed: FeedView, document: DocumentFacts): readonly Finding[] {
  const { items, place } = feed;
  const scripts = new Set(items.flatMap((item) => scriptOf(item) ?? []));
  return [
    ...(document.isUtf8 ? [] : [finding('msn_not_utf8', place)]),
    ...(document.lengthBytes > maxBytes
      ? [finding('msn_too_large', place, `${document.lengthBytes} bytes`)]
      : []),
    ...(items.length > maxItems ? [finding('msn_too_many_items', place, String(items.length))] : []),
    ...(scripts.size > 1 ? [finding('msn_several_languages', place)] : []),
    ...items.flatMap((item) => lintItem(item, document.now)),
  ];
}

function lintItem(item: ItemView, now: Date): readonly Finding[] {
  const { title, content, place, published } = item;
  const length = [...(title?.facts.text ?? '')].length;
  const date = dateOf(item);
  const isOld = date !== undefined && now.getTime() - date.getTime() > maxAgeMs;
  return [
    ...(title !== undefined && (length < titleLength.least || length > titleLength.most)
      ? [finding('msn_title_length', title.place, `${length}: ${title.facts.text}`)]
      : []),
    ...(content === undefined ? [finding('msn_without_body', place)] : []),
    ...(isOld ? [finding('msn_too_old', place, date.toISOString())] : []),
    ...lintZone(published),
    ...lintHttps(item),
    ...lintPictures(item),
    ...lintTags(item),
  ];
}

function lintZone(date: DateField | undefined): readonly Finding[] {
  return date?.at === undefined || date.isUtc ? [] : [finding('msn_date_not_utc', date.place, date.text)];
}

function lintHttps({ addresses, content, place }: ItemView): readonly Finding[] {
  const sources = content?.facts.addresses.filter(({ attribute }) => attribute === 'src') ?? [];
  const plain = [...addresses.map(({ text }) => text), ...sources.map(({ value }) => value)].find((address) =>
    /^\s*http:/i.test(address),
  );
  return plain === undefined ? [] : [finding('msn_not_https', place, plain)];
}

function lintPictures(item: ItemView): readonly Finding[] {
  const pictures = picturesOf(item);
  if (pictures.length === 0) return [finding('msn_without_image', item.place)];
  const width = widestOf(pictures);
  return width !== undefined && width < minPictureWidth
    ? [finding('msn_image_small', item.place, `${width} px`)]
    : [];
}

function lintTags({ content }: ItemView): readonly Finding[] {
  const others = [...(content?.facts.tags ?? [])].filter((tag) => !allowedTags.has(tag));
  return content === undefined || others.length === 0
    ? []
    : [finding('msn_tag', content.place, others.join(', '))];
}
