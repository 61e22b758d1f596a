import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import type { Article } from '../../../src/domain/article.ts';
import type { Channel, Site } from '../../../src/domain/channel.ts';
import { errorCodes, NashraError } from '../../../src/domain/errors.ts';
import type { FeedItem } from '../../../src/domain/item.ts';
import { itemFromArticle } from '../../../src/ingest/item-from-article.ts';
import { type ParseOptions, parseArticle } from '../../../src/ingest/parse-article.ts';
import { checkReport } from '../../../src/ingest/report.ts';
import { feedEntryMediaType, splitFeed } from '../../../src/ingest/split-feed.ts';
import { resolveMedia } from '../../../src/publish/resolve-media.ts';
import { renderItem } from '../../../src/render/render-item.ts';
import { contentOf } from '../../../src/render/syndicated.ts';
import { arabicChannel, englishChannel } from '../../support/arabic-channel.ts';
import type { HostileInput } from './input.ts';

/** Above this a part of the work is left out: it is made for articles, and the time is that of ingestion alone. */
const maxReportedBytes = 20_000;
const maxEntries = 5;
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries('p h2 h3 h4 ul li blockquote strong em b i br figure figcaption div span sub sup table thead tbody tr caption cite q code pre'.split(' ').map((name) => [name, []])),
  ol: ['start'],
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
}; // biome-ignore format: data
const general = ['dir', 'lang'];
const linkScheme = /^(?:https?:\/\/|mailto:)[^\s"<>]+$/i;
const pictureScheme = /^https?:\/\/[^\s"<>]+$/i;
/** Controls, noncharacters and halves of characters; and the overrides that make text read other than it is. */
const unreadable = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF\u202D\u202E\uFDD0-\uFDEF]|\p{Cs}/u;

const site: Site = {
  name: 'نشرة', description: 'أخبار', baseUrl: 'https://news.example', timeZone: 'Asia/Beirut', tagAuthority: 'news.example,2026',
  bidiMarks: 'auto',
  dateStyle: { digits: 'latn', region: 'LB' }, defaultChannelId: 'ar', channels: [arabicChannel, englishChannel],
}; // biome-ignore format: data
const at = new Date('2026-11-24T08:00:00Z');

export interface Verdict {
  /** `accepted` and the format, or the code of the refusal. */
  readonly outcome: string;
  /** What must never happen; empty when all is well. */
  readonly faults: readonly string[];
}

/** The input through the same steps as a file of the inbox, but for the store; of a feed the first few articles. */
export async function judge(input: HostileInput): Promise<Verdict> {
  const channel = input.isEnglish ? englishChannel : arabicChannel;
  const { bytes, fileName, mediaType } = input;
  const options = {
    fileName,
    channel,
    timeZone: site.timeZone,
    ...(mediaType === undefined ? {} : { mediaType }),
  };
  try {
    const entries = splitFeed(bytes, options)?.slice(0, maxEntries);
    if (entries === undefined) return await judgeArticle(bytes, options);
    const hints = { ...options, fileName: '', mediaType: feedEntryMediaType };
    const verdicts = await Promise.all(entries.map((entry) => judgeArticle(entry.bytes, hints)));
    return { outcome: 'accepted feed', faults: verdicts.flatMap(({ faults }) => faults) };
  } catch (error) {
    return refusalOf(error);
  }
}

async function judgeArticle(bytes: Uint8Array, options: ParseOptions): Promise<Verdict> {
  let article: Article;
  try {
    article = await parseArticle(bytes, options);
  } catch (error) {
    return refusalOf(error);
  }
  const outcome = `accepted ${article.format}`;
  try {
    const item = await itemOf(article, options.channel);
    renderItem(site, options.channel, item);
    if (bytes.length < maxReportedBytes) JSON.stringify(checkReport({ status: 'accepted', article }));
    return { outcome, faults: [...faultsOf(item), ...(item.html === '' ? ['no HTML'] : [])] };
  } catch (error) {
    return { outcome, faults: [`after parsing: ${describe(error)}`] };
  }
}

async function itemOf(article: Article, channel: Channel): Promise<FeedItem> {
  const { media } = await resolveMedia(article.media, async () => undefined, channel.language);
  const revision = { channelId: channel.id, number: 1, at, modifiedAt: at, kind: 'publish' } as const;
  const identity = { key: '01', id: 'tag:news.example,2026:01' };
  return itemFromArticle(article, { site, channel, revision, identity, media });
}

function refusalOf(error: unknown): Verdict {
  if (!(error instanceof NashraError)) return { outcome: 'thrown', faults: [describe(error)] };
  const isKnown =
    errorCodes.includes(error.code) && error.code !== 'internal' && error.code !== 'item_malformed';
  const isSaid = error.message.length > 10 && error.message !== error.code;
  return {
    outcome: error.code,
    faults: isKnown && isSaid ? [] : [`no reason for an editor: ${describe(error)}`],
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.name}: ${error.message}${cause} ${error.stack?.split('\n')[1]?.trim() ?? ''}`.slice(0, 600);
}

function faultsOf(item: FeedItem): readonly string[] {
  const { title, summary, authors, tags, source, section, dateline, keyPoints } = item;
  const texts = [
    title,
    summary,
    ...authors.map(({ name }) => name),
    ...tags,
    source,
    section,
    dateline,
    ...keyPoints,
    item.html,
  ];
  const faults = texts
    .filter((text) => text !== undefined && unreadable.test(text))
    .map((text) => `a character that no reader may get: ${JSON.stringify(text?.slice(0, 200))}`);
  if (title.trim() === '' || summary.trim() === '') faults.push('no title or no summary');
  const content = parseFragment(contentOf(site, item));
  return [...faults, ...content.childNodes.flatMap(faultsOfNode)];
}

function faultsOfNode(node: DefaultTreeAdapterTypes.ChildNode): readonly string[] {
  if (node.nodeName === '#text') return [];
  if (!('tagName' in node)) return [`a ${node.nodeName} in the HTML`];
  const attributes = allowed[node.tagName];
  if (attributes === undefined || node.namespaceURI !== 'http://www.w3.org/1999/xhtml')
    return [`a <${node.tagName}> in the HTML`];
  const faults = node.attrs.flatMap(({ name, value }) => {
    if (![...attributes, ...general].includes(name)) return [`<${node.tagName} ${name}>`];
    if (name === 'href' && !linkScheme.test(value)) return [`a link to ${JSON.stringify(value)}`];
    if (name === 'src' && !pictureScheme.test(value)) return [`a picture at ${JSON.stringify(value)}`];
    if (name === 'dir' && !/^(?:rtl|ltr|auto)$/.test(value)) return [`dir=${JSON.stringify(value)}`];
    if (name === 'lang' && !/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(value))
      return [`lang=${JSON.stringify(value)}`];
    return unreadable.test(value) ? [`a character that no reader may get in ${name}`] : [];
  });
  return [...faults, ...node.childNodes.flatMap(faultsOfNode)];
}
