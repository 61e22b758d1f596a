import * as z from 'zod';
import { refusal } from './messages.ts';

/** Systems write `null` for what they don't know; it is as good as absent, and never reaches further. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

const text = optional(z.string());
/** A number where it is exact; what lost its last digits on the way would be another article's name. */
const name = optional(z.union([z.string(), z.int().transform(String)]));
const list = <Schema extends z.ZodType>(schema: Schema) => optional(z.array(schema));

const jsonFeedPerson = z.object({ name: text, url: text });

/** What our own feeds and `readFeed` have for what JSON Feed has no key for. */
const extension = z.object({
  section: optional(z.union([z.string(), z.object({ label: text, slug: text })])),
  source: text,
  dateline: text,
  breaking: optional(z.boolean()),
  key_points: list(z.string()),
  base_url: text,
});

/** JSON Feed 1.1 “Items”; 1.0's `author`, which many systems still write, beside it. */
const jsonFeedItemShape = z.object({
  id: name,
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  image: text,
  banner_image: text,
  date_published: text,
  date_modified: text,
  authors: list(jsonFeedPerson),
  author: optional(z.union([jsonFeedPerson, z.array(jsonFeedPerson)])),
  tags: list(z.string()),
  language: text,
  attachments: list(
    z.object({
      url: text,
      mime_type: text,
      title: text,
      size_in_bytes: optional(z.number()),
      _nashra: optional(
        z.object({ width: optional(z.number()), height: optional(z.number()), credit: text }),
      ),
    }),
  ),
  _nashra: optional(extension),
  _arabic: optional(extension),
});
export type JsonFeedItem = z.output<typeof jsonFeedItemShape>;

const told = z.object({ role: text, contenttype: text, value: text });
const named = z.object({ name: text, literal: text, role: text, rel: text });
const rendition = z.object({
  name: text,
  href: text,
  contenttype: text,
  mimetype: text,
  width: optional(z.number()),
  height: optional(z.number()),
  sizeinbytes: optional(z.number()),
});
/** Version 1 has objects by name where versions 2 and 3 have arrays. */
const arrayOrMap = <Schema extends z.ZodType>(schema: Schema) =>
  optional(z.union([z.array(schema), z.record(z.string(), schema)]));

const ninjsCore = {
  uri: text,
  type: text,
  title: text,
  headline: text,
  headlines: list(told),
  descriptions: list(told),
  description_text: text,
  description_html: text,
  description_caption: text,
  bodies: list(told),
  body_text: text,
  body_html: text,
  body_xhtml: text,
  by: text,
  byline: text,
  copyrightholder: text,
  renditions: arrayOrMap(rendition),
};

/** ninjs 1, 2 and 3 and what Superdesk adds, in the spelling of version 2: keys in lower case. */
const ninjsShape = z.object({
  ...ninjsCore,
  guid: text,
  bylines: optional(z.union([z.string(), z.array(z.union([z.string(), told]))])),
  people: list(named),
  authors: list(named),
  infosources: list(named),
  infosource: list(named),
  source: text,
  subjects: list(named),
  subject: list(named),
  service: list(named),
  keywords: list(z.string()),
  located: text,
  language: text,
  versioncreated: text,
  firstcreated: text,
  embargoed: text,
  expires: text,
  embargoeduntil: text,
  pubstatus: text,
  urgency: optional(z.number()),
  associations: arrayOrMap(z.object(ninjsCore)),
});
export type Ninjs = z.output<typeof ninjsShape>;

const ldText = optional(
  z.union([z.string(), z.int(), z.object({ '@value': z.string() }), z.array(z.unknown())]),
);
/** What makes a schema.org article; the rest is passed over where its type is wrong, as it is in web pages. */
const newsArticleShape = z.object({
  headline: ldText,
  name: ldText,
  articleBody: ldText,
  description: ldText,
  datePublished: ldText,
});

/** @throws NashraError `article_malformed`, which names the first key at fault */
export function checkJsonFeedItem(value: unknown, language: string): JsonFeedItem {
  return check(jsonFeedItemShape, value, language);
}

/** @throws NashraError `article_malformed`, which names the first key at fault */
export function checkNinjs(value: unknown, language: string): Ninjs {
  return check(ninjsShape, value, language);
}

/** @throws NashraError `article_malformed`, which names the first key at fault */
export function checkNewsArticle(value: unknown, language: string): void {
  check(newsArticleShape, value, language);
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, language: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const key = result.error.issues[0]?.path.join('.') ?? '';
  throw refusal('article_malformed', language, { cause: result.error }, key);
}
