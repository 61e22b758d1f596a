import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isNode, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import * as z from 'zod';
import type { Channel, Site } from './domain/channel.ts';
import { NashraError } from './domain/errors.ts';
import type { NewsroomWords } from './domain/lexicon.ts';
import { lexiconSchema } from './lexicon-schema.ts';
import { oldAddressesFrom, oldAddressesSchema } from './old-addresses-schema.ts';
import { budgetFrom, pollingSchema } from './polling-schema.ts';
import { directionOf } from './text/direction.ts';
import { switchableRules } from './text/normalise.ts';
import { usualWordsPerMinute } from './text/reading-time.ts';
import { isXmlText } from './text/xml.ts';

/** One fault of the configuration; `line` is 1-based. */
export interface ConfigFault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The site, but for what only the server knows: the address under which the world sees it. */
export type SiteConfig = Omit<Site, 'baseUrl'>;

/**
 * Reads `site.yaml`, `channels/*.yaml` and, where there is one, `lexicon.yaml`.
 * @throws NashraError `config_invalid`, whose message lists every fault, a line each: `file:line: what would be right`
 */
export function loadConfig(directory: string): SiteConfig {
  const faults: ConfigFault[] = [];
  const site = readYaml(path.join(directory, 'site.yaml'), siteSchema, faults);
  const words = readLexicon(directory, faults);
  const files = listChannelFiles(directory, faults);
  const channels = files.flatMap((file) => {
    const channel = readYaml(path.join(directory, 'channels', file), channelSchema, faults);
    return channel === undefined ? [] : [channelFrom(path.basename(file, '.yaml'), channel, words)];
  });
  const isDefaultKnown = files.includes(`${site?.defaultChannel}.yaml`);
  if (site !== undefined && !isDefaultKnown) {
    const message = `defaultChannel: must be one of the files in channels/ (${files.join(', ')})`;
    faults.push({ file: path.join(directory, 'site.yaml'), line: site.lineOf('defaultChannel'), message });
  }
  if (site === undefined || faults.length > 0) throw configError(faults);
  return {
    name: site.name,
    description: site.description,
    timeZone: site.timeZone,
    tagAuthority: site.tagAuthority,
    dateStyle: site.dates,
    bidiMarks: site.bidiMarks,
    wordsPerMinute: site.wordsPerMinute,
    defaultChannelId: site.defaultChannel,
    ...budgetFrom(site.polling),
    ...oldAddressesFrom(site.oldAddresses),
    channels,
  };
}

/** An absolute http or https address without query, fragment or a slash at its end; undefined for anything else. */
export function parseBaseUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  const isPlain = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  return isHttp && isPlain ? url.href.replace(/\/+$/, '') : undefined;
}

const text = (what: string) =>
  z
    .string({ error: `must be ${what}` })
    .trim()
    .min(1, `must be ${what}, not empty`)
    .refine(isXmlText, 'holds a character that no feed may hold (XML 1.0 §2.2)');

const pattern = (what: string, shape: RegExp) =>
  z.string({ error: `must be ${what}` }).regex(shape, `must be ${what}`);

const language = text('a language of BCP 47, such as ar')
  .transform((value) => value.replaceAll('_', '-'))
  .refine(isLanguage, 'must be a language of BCP 47, such as ar')
  .transform((value) => Intl.getCanonicalLocales(value)[0] ?? value);

// Percent-encoded and punycode, as feeds need it; people may write it as they read it.
const url = z
  .url({ protocol: /^https?$/, error: 'must be an absolute http or https address' })
  .transform((value) => new URL(value).href);

/** The keys of `site.yaml`. */
export const siteSchema = z.strictObject({
  name: text('the name of the newsroom'),
  description: text('one sentence about the newsroom'),
  timeZone: text('an IANA time zone, such as Asia/Beirut').refine(
    isTimeZone,
    'must be an IANA time zone, such as Asia/Beirut',
  ),
  defaultChannel: text('the name of a file in channels/ without .yaml'),
  tagAuthority: pattern(
    'a domain and a year, such as example.org,2026 (RFC 4151)',
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d{2}(-\d{2})?)?$/,
  ),
  dates: z
    .strictObject({
      digits: z.enum(['latn', 'arab'], { error: 'must be latn (123) or arab (١٢٣)' }).default('latn'),
      region: pattern('a country of two capital letters, such as EG', /^[A-Z]{2}$/).default('EG'),
    })
    .default({ digits: 'latn', region: 'EG' }),
  bidiMarks: z.enum(['auto', 'embed', 'off'], { error: 'must be auto, embed or off' }).default('auto'),
  polling: pollingSchema,
  wordsPerMinute: z
    .int({ error: 'must be a whole number of words, 50 to 1000' })
    .min(50, 'must be at least 50')
    .max(1000, 'must be at most 1000')
    .default(usualWordsPerMinute),
  oldAddresses: oldAddressesSchema,
});

/** The keys of `channels/*.yaml`. */
export const channelSchema = z.strictObject({
  title: text('the title of the channel'),
  description: text('one sentence about the channel'),
  language,
  rights: text('a copyright notice').optional(),
  license: url.optional(),
  maxItems: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(500, 'must be at most 500')
    .default(50),
  rulesOff: z.array(z.enum(switchableRules, `must be one of: ${switchableRules.join(', ')}`)).default([]),
  sections: z
    .array(
      z.strictObject({
        slug: pattern('Latin letters, digits and hyphens', /^[a-z0-9]+(-[a-z0-9]+)*$/),
        label: text('the name that readers see'),
        aliases: z.array(text('another spelling')).default([]),
      }),
    )
    .superRefine(refuseRepeatedSlugs)
    .default([]),
  authors: z
    .array(
      z.strictObject({
        name: text('the name as it stands under articles'),
        uri: url.optional(),
        email: z.email('must be an e-mail address').optional(),
      }),
    )
    .default([]),
});

function refuseRepeatedSlugs(
  sections: readonly { slug: string }[],
  context: { addIssue: (issue: { code: 'custom'; message: string; path: PropertyKey[] }) => void },
): void {
  const seen = new Set<string>();
  for (const [index, { slug }] of sections.entries()) {
    if (seen.has(slug)) context.addIssue({ code: 'custom', message: 'stands twice', path: [index, 'slug'] });
    seen.add(slug);
  }
}

function channelFrom(
  id: string,
  config: z.infer<typeof channelSchema>,
  words: NewsroomWords | undefined,
): Channel {
  const { rights, license, authors, ...rest } = config;
  return {
    id,
    ...rest,
    direction: directionOf(config.language),
    ...(rights === undefined ? {} : { rights }),
    ...(license === undefined ? {} : { license }),
    ...(words === undefined ? {} : { words }),
    authors: authors.map(({ name, uri, email }) => ({
      name,
      ...(uri === undefined ? {} : { uri }),
      ...(email === undefined ? {} : { email }),
    })),
  };
}

/** One object for every channel: its words are folded once. */
function readLexicon(directory: string, faults: ConfigFault[]): NewsroomWords | undefined {
  const file = path.join(directory, 'lexicon.yaml');
  return existsSync(file) ? readYaml(file, lexiconSchema, faults) : undefined;
}

/** Names that stand in addresses; the routes at the root keep theirs. */
const channelFile = /^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/;
const reservedIds = ['health', 'media', 'metrics', 'pollers'];

function listChannelFiles(directory: string, faults: ConfigFault[]): readonly string[] {
  const folder = path.join(directory, 'channels');
  const files = namesIn(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  if (files.length === 0)
    faults.push({ file: folder, line: 1, message: 'must hold a file for each channel, such as ar.yaml' });
  for (const name of files) {
    const isFree = channelFile.test(name) && !reservedIds.includes(path.basename(name, '.yaml'));
    if (isFree) continue;
    const message = `must be named in small Latin letters, digits and hyphens, ending in .yaml, and not ${reservedIds.join(', ')}`;
    faults.push({ file: path.join(folder, name), line: 1, message });
  }
  return files;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readYaml<Output>(
  file: string,
  schema: z.ZodType<Output>,
  faults: ConfigFault[],
): (Output & { lineOf: (...keys: PropertyKey[]) => number }) | undefined {
  const source = readText(file, faults);
  if (source === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  for (const { pos, message } of document.errors) {
    faults.push({ file, line: lines.linePos(pos[0]).line, message: `is not valid YAML: ${message}` });
  }
  if (document.errors.length > 0) return undefined;
  const lineOf = (...keys: PropertyKey[]) => lineAt(document, lines, keys);
  const result = schema.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (result.success) return { ...result.data, lineOf };
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const line = lineOf(...issue.path, key);
        faults.push({
          file,
          line,
          message: `${nameOf([...issue.path, key])} is not a key that Nashra knows`,
        });
      }
    } else
      faults.push({ file, line: lineOf(...issue.path), message: `${nameOf(issue.path)}: ${issue.message}` });
  }
  return undefined;
}

function readText(file: string, faults: ConfigFault[]): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    faults.push({ file, line: 1, message: `cannot be read (${(error as NodeJS.ErrnoException).code})` });
    return undefined;
  }
}

/** The line on which a value, or what encloses it where it is missing, begins. */
function lineAt(document: YamlDocument, lines: LineCounter, keys: readonly PropertyKey[]): number {
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const node = document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function nameOf(keys: readonly PropertyKey[]): string {
  return keys.map(String).join('.') || 'the file';
}

function configError(faults: readonly ConfigFault[]): NashraError {
  const list = faults.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n');
  const [first] = faults;
  return new NashraError(
    'config_invalid',
    list,
    first === undefined ? {} : { file: first.file, line: first.line },
  );
}

function isLanguage(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
