import type { Site } from '../../domain/channel.ts';
import { sharedFreshness } from '../document-parts.ts';
import { goneFolder } from './export-items.ts';
import type { HeaderRule } from './header-rules.ts';
import { publicFolder, publicPath } from './public-path.ts';

/**
 * For `include` in nginx: one in `http {}`, one in `server {}`. They follow from the configuration and not from stories, so
 * that nginx need not be told when something is published.
 */
export function nginxFiles(
  site: Site,
  directory: string,
  rules: readonly HeaderRule[],
  errorHeaders: HeaderRule['headers'],
): readonly { readonly file: string; readonly bytes: string }[] {
  return [
    { file: 'nginx/http.conf', bytes: httpFile(rules) },
    { file: 'nginx/server.conf', bytes: serverFile(site, directory, rules, errorHeaders) },
  ];
}

/** nginx gives these itself: the type by location, the other by `gzip_vary`. */
const givenOtherwise = new Set(['Content-Type', 'Vary']);

function namesOf(rules: readonly HeaderRule[]): readonly string[] {
  const names = new Set(rules.flatMap(({ headers }) => Object.keys(headers)));
  return [...names].filter((name) => !givenOtherwise.has(name)).sort();
}

function httpFile(rules: readonly HeaderRule[]): string {
  // Plain names would stand in a table whose rows hold short ones alone.
  const shapes = rules.map(
    ({ match, isPattern }, index) =>
      `  ${quoted(isPattern ? `~${match}` : `~^${escaped(match)}$`)} r${index};\n`,
  );
  const fields = namesOf(rules).map((name) => {
    const values = rules.flatMap(({ headers }, index) => {
      const value = headers[name];
      return value === undefined ? [] : [`  r${index} ${quoted(withVariables(value))};\n`];
    });
    return `map $nashra_rule ${variableOf(name)} {\n  default "";\n${values.join('')}}\n`;
  });
  return `# The path as it was asked for, without what could be mistaken in a header.
map $request_uri $nashra_path {
  default "";
  "~^(?<nashra_asked>/[A-Za-z0-9%._~!*'()/-]*)(?:\\?|$)" $nashra_asked;
}
map $nashra_path $nashra_folder {
  default "";
  "~^(?<nashra_above>/(?:[^/]*/)*)" $nashra_above;
}
map $nashra_path $nashra_rule {
  default "";
${shapes.join('')}}
${fields.join('')}`;
}

function serverFile(
  site: Site,
  directory: string,
  rules: readonly HeaderRule[],
  errorHeaders: HeaderRule['headers'],
): string {
  const added = namesOf(rules).map((name) => `add_header ${name} ${variableOf(name)};\n`);
  const above = escaped(decodeURIComponent(publicPath(site, '')));
  const channels = site.channels.map(({ id }) => id).join('|');
  // A story may be in another language than the site.
  const { 'Content-Language': _, ...movedHeaders } = errorHeaders;
  const fieldsOf = (headers: HeaderRule['headers']) =>
    Object.entries(headers)
      .filter(([name]) => !givenOtherwise.has(name))
      .map(([name, value]) => `  add_header ${name} ${quoted(value)} always;\n`)
      .join('');
  return `set $nashra_export ${quoted(directory)};
root $nashra_export/${publicFolder};
index index.html;
gzip_static on;
gzip_vary on;
types {}
default_type application/octet-stream;
${added.join('')}error_page 404 @nashra_not_found;
error_page 403 =404 @nashra_not_found;
error_page 410 @nashra_gone;
location = /404.html { internal; }
location ~ "/index\\.html$" { internal; default_type "text/html; charset=utf-8"; }
location ~ "\\.(?:gz|br)$" { return 404; }
${typedLocations(above, rules)}location ~ ${quoted(`^${above}/(?<nashra_channel>${channels})/(?<nashra_key>[0-9a-z]{26})(?:/|$)`)} {
  if (-f $nashra_export/${goneFolder}/$nashra_channel/$nashra_key.html) { return 410; }
${pageType}  try_files $uri @nashra_moved;
}
# A page that leads to where the story is now, instead of a redirect.
location @nashra_moved {
${pageType}${fieldsOf({ ...movedHeaders, 'Cache-Control': 'no-cache' })}  root $nashra_export/moved;
  try_files $uri =404;
}
location @nashra_not_found {
${pageType}${fieldsOf(errorHeaders)}  rewrite ^ /404.html break;
}
location @nashra_gone {
${pageType}${fieldsOf({ ...errorHeaders, 'Cache-Control': sharedFreshness })}  root $nashra_export/${goneFolder};
  rewrite ^ /$nashra_channel/$nashra_key.html break;
}
`;
}

const pageType = '  default_type "text/html; charset=utf-8";\n';

/** @param above what a location's path begins with: nginx decodes it before it compares */
function typedLocations(above: string, rules: readonly HeaderRule[]): string {
  const names: readonly (readonly [pattern: string, type: string])[] = [
    ['/feed\\.xml$', 'application/rss+xml; charset=utf-8'],
    ['/atom\\.xml$', 'application/atom+xml; charset=utf-8'],
    ['/feed\\.json$', 'application/feed+json; charset=utf-8'],
    [`^${above}/opml\\.xml$`, 'text/x-opml; charset=utf-8'],
    [`^${above}/robots\\.txt$`, 'text/plain; charset=utf-8'],
    ['/(?:[a-z]+-)?sitemap(?:-[a-z0-9]+)?\\.xml$', 'application/xml; charset=utf-8'],
    ...rules
      .filter(({ headers }) => !/charset/.test(headers['Content-Type'] ?? ''))
      .map(({ match, headers }) => {
        const ending = match.slice(match.lastIndexOf('.') + 1);
        return [`^${above}/media/[0-9a-f]{64}\\.${ending}`, headers['Content-Type'] ?? ''] as const;
      }),
  ];
  return names
    .map(([pattern, type]) => `location ~ ${quoted(pattern)} { default_type ${quoted(type)}; }\n`)
    .join('');
}

function variableOf(name: string): string {
  return `$nashra_${name.toLowerCase().replaceAll('-', '_')}`;
}

function withVariables(value: string): string {
  return value
    .replaceAll('$', '%24')
    .replaceAll('{path}', '$nashra_path')
    .replaceAll('{folder}', `\${nashra_folder}`);
}

function escaped(path: string): string {
  return path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
