import type { Channel } from '../domain/channel.ts';
import type { MediaReference } from '../domain/media.ts';
import { escapeHtml } from '../text/html.ts';
import { htmlOfPlainText, paragraphsOfHtml } from '../text/plain-html.ts';
import { checkJsonFeedItem, type JsonFeedItem } from './article-shapes.ts';
import { findSection } from './find-section.ts';
import { knownFacts } from './known-facts.ts';
import type { DeclaredFacts, HtmlSource } from './manuscript.ts';
import { mediaTypeOf, numberOf, resolveAddress } from './news-media.ts';

type Extension = NonNullable<JsonFeedItem['_nashra']>;
type Attachment = NonNullable<JsonFeedItem['attachments']>[number];

/**
 * JSON Feed 1.1 “Items”. The first of `authors` that has a name makes 1.0's `author` superfluous; `_nashra` and
 * `_arabic` say what the format has no key for. Without them, the first tag that is one of the channel's sections is the
 * section.
 * @throws NashraError `article_malformed`
 */
export function readJsonFeedItem(value: unknown, channel: Channel): HtmlSource {
  const item = checkJsonFeedItem(value, channel.language);
  const extension: Partial<Extension> = { ...item._arabic, ...item._nashra };
  const baseUrl = [extension.base_url, item.url, item.external_url].find(isAbsolute);
  return {
    html: htmlOf(item, extension),
    facts: factsOf(item, extension, channel),
    media: mediaOf(item, baseUrl),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
}

function factsOf(item: JsonFeedItem, extension: Partial<Extension>, channel: Channel): DeclaredFacts {
  const { section } = extension;
  const stated = typeof section === 'string' ? section : (section?.label ?? section?.slug);
  // Most systems have sections and tags in one list.
  const label = stated ?? item.tags?.find((tag) => findSection(channel, tag) !== undefined);
  const authors = [item.authors ?? [], item.author ?? []].map((people) => [people].flat());
  const names = authors.map((people) => people.map((person) => person.name));
  return knownFacts({
    id: item.id ?? item.url,
    title: item.title,
    summary: item.summary,
    section: label,
    source: extension.source,
    dateline: extension.dateline,
    authors: names.find((list) => list.some((name) => name !== undefined)),
    tags: item.tags?.filter((tag) => tag !== label),
    published: item.date_published ?? item.date_modified,
    language: item.language,
    breaking: extension.breaking,
  });
}

function htmlOf(item: JsonFeedItem, { key_points: keyPoints = [] }: Partial<Extension>): string {
  const { content_html: html, content_text: text } = item;
  const body =
    html === undefined || html.trim() === '' ? htmlOfPlainText(text ?? '') : paragraphsOfHtml(html);
  const isSaid = keyPoints.every((point) => body.includes(escapeHtml(point)) || body.includes(point));
  if (isSaid) return body;
  const items = keyPoints.map((point) => `<li>${escapeHtml(point)}</li>`).join('');
  return `${body}\n<h2>النقاط الرئيسية</h2>\n<ul>${items}</ul>`;
}

function mediaOf(item: JsonFeedItem, baseUrl: string | undefined): readonly MediaReference[] {
  const picture = resolveAddress(item.image ?? item.banner_image, baseUrl);
  const attachments = (item.attachments ?? []).flatMap((one) => attachmentOf(one, baseUrl));
  const isAttached = attachments.some((one) => 'address' in one && one.address === picture);
  return picture === undefined || isAttached ? attachments : [{ address: picture }, ...attachments];
}

function attachmentOf(
  { url, mime_type: type, size_in_bytes: size, title, _nashra: more }: Attachment,
  baseUrl: string | undefined,
): readonly MediaReference[] {
  const address = resolveAddress(url, baseUrl);
  if (address === undefined) return [];
  const facts = {
    type: mediaTypeOf(type),
    lengthBytes: numberOf(size),
    caption: title,
    width: numberOf(more?.width),
    height: numberOf(more?.height),
    credit: more?.credit,
  };
  const known = Object.entries(facts).filter(([, fact]) => fact !== undefined);
  return [{ address, ...Object.fromEntries(known) }];
}

function isAbsolute(address: string | undefined): address is string {
  return address !== undefined && /^https?:\/\//i.test(address) && URL.canParse(address);
}
