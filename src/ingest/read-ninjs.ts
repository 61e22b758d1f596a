import { type Sentence, sentenceIn } from '../domain/sentence.ts';
import { bearsTags, htmlOfPlainText, paragraphsOfHtml, plainTextOfHtml } from '../text/plain-html.ts';
import { checkNinjs, type Ninjs } from './article-shapes.ts';
import { peopleOf } from './byline.ts';
import { isJsonObject, type JsonObject } from './json-ld.ts';
import { knownFacts } from './known-facts.ts';
import type { Lexicon } from './lexicon.ts';
import type { DeclaredFacts, HtmlSource } from './manuscript.ts';
import { refusal } from './messages.ts';
import { mediaOfNinjs } from './ninjs-media.ts';

type Told = NonNullable<Ninjs['bodies']>[number];
type Named = NonNullable<Ninjs['subjects']>[number];

/** Agencies keep the first of IPTC's nine degrees for flashes; the others mean something else in each house. */
const flashUrgency = 1;
const maxKeyDepth = 6;
const bodyRoles = /^(?:main|body|html5?|text|xhtml)$/i;
const subtitleRoles = /^(?:sub|secondary|alternative|subheadline|subtitle|deck)/i;
const killing = /^(?:cancell?ed|withheld)$/;
const takenBack: Sentence = {
  ar: 'سحبتها الجهة التي أرسلتها.',
  en: 'It was withdrawn by the agency that had sent it.',
};
const writers = /(?:author|byline|writer|reporter|correspondent|creator)$/i;

/**
 * ninjs 1 to 3 (IPTC News in JSON), which spell their keys differently (`versioncreated`, `versionCreated`), and
 * the keys that Superdesk adds. Of a story that is cancelled or withheld only the name counts, since agencies send such
 * a notice with or without the text; any other that is not `usable` is refused. A story under embargo is dated to its end.
 * @throws NashraError `article_malformed`, `article_withheld`
 */
export function readNinjs(value: unknown, language: string, lexicon: Lexicon): HtmlSource {
  const news = checkNinjs(withLowerKeys(value, 0), language);
  const status = news.pubstatus?.toLowerCase() ?? 'usable';
  if (killing.test(status)) return noticeOf(news, factsOf(news, lexicon), language);
  if (status !== 'usable') throw refusal('article_withheld', language, {}, status);
  return { html: htmlOf(news), facts: factsOf(news, lexicon), media: mediaOfNinjs(news) };
}

/** Its own words are for editors, and the headline of a kill is one too: neither is told to readers. */
function noticeOf(news: Ninjs, facts: DeclaredFacts, language: string): HtmlSource {
  const reason = sentenceIn(language, takenBack);
  const id = facts.id === undefined ? {} : { id: facts.id };
  const title = facts.title ?? reason;
  return {
    html: htmlOfPlainText(summaryOf(news) ?? title),
    facts: { ...id, title, withdrawal: reason },
    media: [],
  };
}

function factsOf(news: Ninjs, lexicon: Lexicon): DeclaredFacts {
  const headlines = news.headlines ?? [];
  const subtitle = headlines.find(({ role }) => role !== undefined && subtitleRoles.test(role));
  const main = headlines.find(({ role }) => role === 'main') ?? headlines.find((one) => one !== subtitle);
  return knownFacts({
    id: news.uri ?? news.guid,
    title: plain(textOf(main)) ?? plain(news.headline) ?? plain(news.title),
    subtitle: plain(textOf(subtitle)),
    summary: summaryOf(news),
    section: nameOf(news.service?.[0]),
    source: sourceOf(news),
    dateline: news.located,
    authors: authorsOf(news, lexicon),
    tags: [...[...(news.subjects ?? []), ...(news.subject ?? [])].map(nameOf), ...(news.keywords ?? [])],
    publishAt: news.embargoeduntil ?? news.embargoed,
    expiresAt: news.expires,
    published: news.embargoeduntil ?? news.embargoed ?? news.versioncreated ?? news.firstcreated,
    language: news.language,
    breaking: news.urgency === flashUrgency ? true : undefined,
  });
}

/** The body in HTML where there is one, else the plain one, else what describes the story. */
function htmlOf(news: Ninjs): string {
  const bodies = [...(news.bodies ?? [])].filter((body) => textOf(body) !== undefined);
  const markup = bodies.filter(({ contenttype }) => /html/i.test(contenttype ?? ''));
  const untyped = bodies.filter(({ contenttype }) => contenttype === undefined);
  const html = textOf(preferred(markup)) ?? news.body_html ?? news.body_xhtml;
  if (html !== undefined && html.trim() !== '') return paragraphsOfHtml(html);
  const text = textOf(bodies.find(({ contenttype }) => /^text\/plain/i.test(contenttype ?? '')));
  const unknown = textOf(preferred(untyped));
  if (text === undefined && unknown !== undefined && bearsTags(unknown)) return paragraphsOfHtml(unknown);
  return htmlOfPlainText(text ?? unknown ?? news.body_text ?? summaryOf(news) ?? '');
}

function preferred(bodies: readonly Told[]): Told | undefined {
  return bodies.find(({ role }) => bodyRoles.test(role ?? '')) ?? bodies[0];
}

function summaryOf(news: Ninjs): string | undefined {
  const described = news.descriptions?.find(({ role }) =>
    /^(?:summary|lede|lead|abstract)$/i.test(role ?? ''),
  );
  const written =
    textOf(described ?? news.descriptions?.[0]) ?? news.description_text ?? news.description_html;
  return plain(written);
}

function sourceOf(news: Ninjs): string | undefined {
  const sources = [...(news.infosources ?? []), ...(news.infosource ?? [])];
  const first = sources.find(({ role }) => /source|provider|origin/i.test(role ?? '')) ?? sources[0];
  return nameOf(first) ?? news.source ?? news.copyrightholder;
}

function authorsOf(news: Ninjs, lexicon: Lexicon): readonly (string | undefined)[] {
  const bylines = [news.bylines ?? []].flat().map((one) => (typeof one === 'string' ? one : one.value));
  const people = news.people?.filter(({ rel, role }) => writers.test(rel ?? role ?? '')) ?? [];
  const stated = [news.by, news.byline, ...bylines].map(plain).filter((one) => one !== undefined);
  return people.length + (news.authors?.length ?? 0) > 0
    ? [...people, ...(news.authors ?? [])].map(nameOf)
    : stated.flatMap((byline) => peopleOf(byline, lexicon));
}

function nameOf(named: Named | undefined): string | undefined {
  return named?.name ?? named?.literal;
}

function textOf(told: Told | undefined): string | undefined {
  return told?.value?.trim() === '' ? undefined : told?.value;
}

function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : plainTextOfHtml(text);
}

/** A copy whose keys are in lower case; of two that differ in case only the first counts. What lies deep is left. */
function withLowerKeys(value: unknown, depth: number): unknown {
  if (depth > maxKeyDepth) return undefined;
  if (Array.isArray(value)) return value.map((one) => withLowerKeys(one, depth + 1));
  if (!isJsonObject(value)) return value;
  const lowered = new Map<string, unknown>();
  for (const [key, inner] of Object.entries(value satisfies JsonObject)) {
    const name = key.toLowerCase();
    if (!lowered.has(name)) lowered.set(name, withLowerKeys(inner, depth + 1));
  }
  return Object.fromEntries(lowered);
}
