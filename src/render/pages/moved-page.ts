import type { Channel } from '../../domain/channel.ts';
import { formatMarkup, html } from './markup.ts';

/** At an address that a page had before, for hosts that cannot lead on themselves. */
export function renderMovedPage(
  { language, direction }: Pick<Channel, 'language' | 'direction'>,
  url: string,
): string {
  return formatMarkup(html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=${url}">
<link rel="canonical" href="${url}">
<title>${url}</title>
</head>
<body>
<p><a href="${url}" dir="ltr">${url}</a></p>
</body>
</html>
`);
}
