import type { Site } from '../../domain/channel.ts';
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
  const shapes = rules.map(
    ({ match, isPattern }, index) => `  ${quoted(isPattern ? `~${match}` : match)} r${index};\n`,
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
  const above = publicPath(site, '');
  const channels = site.channels.map(({ id }) => id).join('|');
  const error = Object.entries(errorHeaders)
    .filter(([name]) => !givenOtherwise.has(name))
    .map(([name, value]) => `  add_header ${name} ${quoted(value)} always;\n`)
    .join('');
  return `set $nashra_export ${quoted(directory)};
root $nashra_export/${publicFolder};
index index.html;
gzip_static on;
gzip_vary on;
types {}
default_type "text/html; charset=utf-8";
${added.join('')}error_page 404 @nashra_not_found;
error_page 403 =404 @nashra_not_found;
error_page 410 @nashra_gone;
location = /404.html { internal; }
${typedLocations(above, rules)}location ~ ${quoted(`^${above}/(?<nashra_channel>${channels})/(?<nashra_key>[0-9a-z]{26})(?:/|$)`)} {
  if (-f $nashra_export/${goneFolder}/$nashra_channel/$nashra_key.html) { return 410; }
  try_files $uri @nashra_moved;
}
# As the server gives it: led on to where the page is now.
location @nashra_moved {
  root $nashra_export/moved;
  add_header Cache-Control no-cache;
  try_files $uri =404;
}
location @nashra_not_found {
${error}  rewrite ^ /404.html break;
}
location @nashra_gone {
${error}  root $nashra_export/${goneFolder};
  rewrite ^ /$nashra_channel/$nashra_key.html break;
}
`;
}

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
      .map(({ match, headers }) => [match, headers['Content-Type'] ?? ''] as const),
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

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
