/** A side this short shows nothing; such pictures count readers. */
const maxPixelSide = 1;
const unseenStyle =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|(?:max-)?(?:width|height)\s*:\s*[01](?:\.\d+)?(?:px)?\s*(?:!important\s*)?(?:;|$))/i;
/** The label of a host that does nothing else. */
const countingLabel =
  /^(?:pixels?|px|beacons?|track(?:er|ers|ing)?|analytics|counters?|hits?|telemetry|metrics|imp|count)\d*$/;
const countingHosts = new Set(
  `doubleclick.net google-analytics.com googletagmanager.com googlesyndication.com scorecardresearch.com quantserve.com
  statcounter.com histats.com chartbeat.net imrworldwide.com bat.bing.com mc.yandex.ru counter.yadro.ru
  stats.wordpress.com stats.wp.com feedsportal.com parsely.com comscore.com hotjar.com list-manage.com
  sendgrid.net mailchimp.com effectivemeasure.net addthis.com sharethis.com`.split(/\s+/),
);
const countingPath =
  /^\/(?:tr|collect|__utm\.gif|b\.gif|g\.gif|p\.gif|~r\/.*|ga\.php|piwik\.php|matomo\.php|wf\/open.*|track\/open.*|open\.php)$/i;
const emptyFile =
  /(?:^|[/_.-])(?:1x1|0x0|pixel|px|blank|spacer|transparent|clear|shim|beacon|track(?:er|ing)?|count(?:er)?|dot)\.(?:gif|png|php|aspx?|svg)$/i;
const photograph = /\.(?:jpe?g|webp|avif|heic)$/i;

/**
 * Whether a picture is there to count readers, not to be seen: by its size, by a style that hides it, or by the shape
 * of its address.
 * @param attributes of `<img>`, names in lower case
 */
export function isTrackingPixel(attributes: Readonly<Record<string, string | undefined>>): boolean {
  const { src = '', width, height, style = '' } = attributes;
  if (isTiny(width) || isTiny(height) || 'hidden' in attributes || unseenStyle.test(style)) return true;
  return URL.canParse(src) && isCountingAddress(new URL(src));
}

function isTiny(side: string | undefined): boolean {
  if (side === undefined || /%\s*$/.test(side)) return false;
  const length = Number.parseFloat(side);
  return length <= maxPixelSide;
}

function isCountingAddress({ protocol, hostname, pathname }: URL): boolean {
  if (!/^https?:$/.test(protocol)) return false;
  const labels = hostname.split('.');
  const parents = labels.map((_, index) => labels.slice(index).join('.'));
  if (parents.some((parent) => countingHosts.has(parent))) return true;
  if (photograph.test(pathname)) return false;
  const servesCounts = labels.slice(0, -2).some((label) => countingLabel.test(label));
  return servesCounts || countingPath.test(pathname) || emptyFile.test(pathname);
}
