import { feedUrl, selectionUrl } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import { facetOf, type Selection, selectionOf, wholeOf } from '../domain/selection.ts';
import { escapeXmlAttribute, escapeXmlText } from '../text/xml.ts';
import { feedTitle } from './feed-title.ts';

/**
 * OPML 2.0 subscription list: every channel's RSS feed, and beneath it those of its desks. A reader that takes only
 * what stands at the top has each story once.
 */
export function renderOpml(site: Site, modifiedAt: Date): string {
  const outlines = site.channels.map((channel) => channelOutline(site, channel));
  return `<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
  <head>
    <title>${escapeXmlText(site.name)}</title>
    <dateModified>${modifiedAt.toUTCString()}</dateModified>
    <docs>http://opml.org/spec2.opml</docs>
  </head>
  <body>
${outlines.join('')}  </body>
</opml>
`;
}

function channelOutline(site: Site, channel: Channel): string {
  const attributes = feedOutline(site, channel, wholeOf(channel), {
    title: channel.title,
    description: channel.description,
  });
  const desks = channel.sections.flatMap(({ slug, label }) => {
    const facet = facetOf('section', slug);
    if (facet === undefined) return [];
    const selection = selectionOf(channel, facet);
    return [
      `      <outline${feedOutline(site, channel, selection, { title: feedTitle(channel, selection), text: label })}/>\n`,
    ];
  });
  if (desks.length === 0) return `    <outline${attributes}/>\n`;
  return `    <outline${attributes}>\n${desks.join('')}    </outline>\n`;
}

/** `text` is what readers show; where it is missing they show the title. */
function feedOutline(
  site: Site,
  channel: Channel,
  selection: Selection,
  { title, text = title, description }: { title: string; text?: string; description?: string },
): string {
  return attributesOf({
    text,
    title,
    ...(description === undefined ? {} : { description }),
    type: 'rss',
    version: 'RSS2',
    xmlUrl: feedUrl(site, channel, 'rss', selection),
    htmlUrl: selectionUrl(site, channel, selection),
    language: channel.language,
  });
}

function attributesOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXmlAttribute(value)}"`)
    .join('');
}
