/** How many people a service says it fetches a feed for; `feedId` is its own name for the feed. */
export interface NamedSubscribers {
  readonly feedId: string | undefined;
  readonly count: number;
}

/** Stands for a client without a name, or whose name could be a person's or a machine's address. */
export const unnamedProgram = 'unnamed';

/** Stands for every browser: their names say which phone somebody has, and nothing about feeds. */
export const browserProgram = 'browser';

const longest = 40;

/**
 * The program behind a `User-Agent` (RFC 9110 §10.1.5), without its version and without whatever else stands there,
 * such as the address of somebody's own server: `FreshRSS/1.24.1 (Linux; https://freshrss.org)` is `FreshRSS`.
 */
export function programOf(userAgent: string | undefined): string {
  if (userAgent === undefined) return unnamedProgram;
  const field = userAgent.slice(0, 500).trim();
  const name = /^(?:Mozilla|Opera)\b/.test(field) ? nameBehindMozilla(field) : nameAtStart(field);
  return isProgramName(name) ? name : unnamedProgram;
}

/** `12 subscribers` or `12 readers`, and `feed-id=…` beside it where a service knows one feed by several addresses. */
export function findSubscribers(userAgent: string | undefined): NamedSubscribers | undefined {
  const [, digits] = /\b(\d{1,9}) (?:subscribers?|readers?)\b/i.exec(userAgent ?? '') ?? [];
  if (userAgent === undefined || digits === undefined) return undefined;
  const [, feedId] = /\bfeed-?id[=:] ?([\w-]{1,64})/i.exec(userAgent) ?? [];
  return { feedId, count: Number(digits) };
}

/** Up to the version, the comment, or what some put between dashes: `Tiny Tiny RSS/23.05`, `Feedbin feed-id:1 - …`. */
function nameAtStart(field: string): string {
  const [name = ''] = field.split(/[/(;,]|\s-\s|\s\+?https?:|\sfeed-?id[=:]/i);
  return name.trim().replace(/\s+v?\d[\d.]*$/i, '');
}

/**
 * What says that it is Mozilla is a browser, but for programs that stand in its comment after `compatible`, and for
 * mail programs and readers built on one, which come last.
 */
function nameBehindMozilla(field: string): string {
  const [, compatible] = /\bcompatible;\s*([^;)]+)/i.exec(field) ?? [];
  if (compatible !== undefined && !/^MSIE\b/.test(compatible)) return nameAtStart(compatible);
  const products = Array.from(
    field.replace(/\([^)]*\)/g, ' ').matchAll(/([A-Za-z][\w.-]*)\/\d/g),
    ([, name]) => name,
  );
  return products.find((name) => name !== undefined && readersBuiltOnBrowsers.has(name)) ?? browserProgram;
}

const readersBuiltOnBrowsers: ReadonlySet<string> = new Set([
  'Akregator',
  'Betterbird',
  'Feeder',
  'Fluent',
  'Liferea',
  'NetNewsWire',
  'QuiteRSS',
  'Reeder',
  'RSSGuard',
  'SeaMonkey',
  'Thunderbird',
]);

/** Letters first, and nothing in which a mail or network address could hide. */
function isProgramName(name: string): boolean {
  return name.length <= longest && /^[A-Za-z][\w .+!-]*$/.test(name) && !/\d+\.\d+\.\d+\.\d+/.test(name);
}
