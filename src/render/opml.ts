import { channelUrl, feedUrl } from '../domain/addresses.ts';
import type { Site } from '../domain/channel.ts';
import { escapeXmlAttribute, escapeXmlText } from '../text/xml.ts';

/** OPML 2.0 subscription list of every channel's RSS feed. */
export function renderOpml(site: Site, modifiedAt: Date): string {
  const outlines = site.channels.map((channel) =>
    element('outline', {
      text: channel.title,
      title: channel.title,
      description: channel.description,
      type: 'rss',
      version: 'RSS2',
      xmlUrl: feedUrl(site, channel, 'rss'),
      htmlUrl: channelUrl(site, channel),
      language: channel.language,
    }),
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
  <head>
    <title>${escapeXmlText(site.name)}</title>
    <dateModified>${modifiedAt.toUTCString()}</dateModified>
    <docs>http://opml.org/spec2.opml</docs>
  </head>
  <body>
${outlines.map((outline) => `    ${outline}`).join('\n')}
  </body>
</opml>
`;
}

function element(name: string, attributes: Readonly<Record<string, string>>): string {
  const printed = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXmlAttribute(value)}"`);
  return `<${name}${printed.join('')}/>`;
}
