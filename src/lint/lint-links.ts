import type { AddressField, FeedView, ItemView } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';
import type { HtmlAddress } from './html-facts.ts';
import type { RuleCode } from './rules.ts';

const scheme = /^([a-z][a-z0-9+.-]*):/i;
const webSchemes = new Set(['http', 'https', 'mailto']);
const notAscii = /[^\u0000-\u007F]/;
const runsScript = /^(?:javascript|vbscript|data:text)/i;
/** What stands within a page, and is none of the site's. */
const withinPage = /^#/;

/** Every address of the feed and in the HTML of its items. */
export function lintLinks(feed: FeedView): readonly Finding[] {
  return [
    ...feed.addresses.flatMap(lintAddress),
    ...feed.items.flatMap((item) => [...lintMissing(item), ...item.addresses.flatMap(lintAddress)]),
    ...feed.items.flatMap(lintHtml),
    ...lintRepeated(feed),
  ];
}

/** A sound or film may be all there is to open. */
function lintMissing({ link, isPermalink, media, place }: ItemView): readonly Finding[] {
  const isHeard = media.some(({ isPicture }) => !isPicture);
  return link === undefined && !isPermalink && !isHeard ? [finding('link_missing', place)] : [];
}

function lintAddress({ text, place, hasBase }: AddressField): readonly Finding[] {
  const code = faultOf(text, hasBase);
  return code === undefined ? [] : [finding(code, place, text)];
}

function faultOf(text: string, hasBase: boolean): RuleCode | undefined {
  const address = text.trim();
  if (address === '') return 'link_empty';
  if (text !== address || /\s/.test(address)) return 'link_white_space';
  const name = scheme.exec(address)?.[1]?.toLowerCase();
  if (name === undefined) return hasBase ? undefined : 'link_relative';
  if (!webSchemes.has(name)) return 'link_script';
  if (notAscii.test(address)) return 'link_not_ascii';
  return URL.canParse(address) ? undefined : 'link_malformed';
}

function lintHtml(item: ItemView): readonly Finding[] {
  return [item.summary, item.content].flatMap((field) => {
    if (field === undefined) return [];
    const script = field.facts.addresses.find(({ value }) => runsScript.test(value.trim()));
    const relative = item.hasBase ? undefined : field.facts.addresses.find(isRelative);
    return [
      ...(script === undefined ? [] : [finding('link_script', field.place, script.value)]),
      ...(relative === undefined ? [] : [finding('content_relative', field.place, relative.value)]),
    ];
  });
}

function isRelative({ value }: HtmlAddress): boolean {
  const address = value.trim();
  return !scheme.test(address) && !withinPage.test(address);
}

function lintRepeated({ items }: FeedView): readonly Finding[] {
  const seen = new Set<string>();
  return items.flatMap(({ link }) => {
    const address = link?.text.trim() ?? '';
    if (link === undefined || address === '') return [];
    if (seen.has(address)) return [finding('link_repeated', link.place, address)];
    seen.add(address);
    return [];
  });
}
