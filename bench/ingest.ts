import { cpus } from 'node:os';
import { NashraError } from '../src/domain/errors.ts';
import { itemFromArticle } from '../src/ingest/item-from-article.ts';
import { parseArticle } from '../src/ingest/parse-article.ts';
import { arabicChannel } from '../test/support/arabic-channel.ts';
import { articlesByFormat, type Sample } from './articles.ts';

/*
 * Articles per second on one core, from the bytes of the file to the item of the feed, for each format. All formats take
 * their turn in every round; machines differ and are noisy, so the ratio to plain text is what can be compared.
 */

const rounds = Number(process.env.ROUNDS ?? 7);
const seconds = Number(process.env.SECONDS_EACH ?? 1);
const only = process.env.FORMAT;
const at = new Date('2026-11-24T08:00:00Z');
const site = {
  name: 'نشرة',
  description: 'أخبار',
  baseUrl: 'https://news.example',
  timeZone: 'Asia/Beirut',
  tagAuthority: 'news.example,2026',
  bidiMarks: 'auto',
  dateStyle: { digits: 'latn', region: 'LB' },
  defaultChannelId: 'ar',
  channels: [arabicChannel],
} as const;
const context = {
  site,
  channel: arabicChannel,
  revision: { channelId: 'ar', number: 1, at, modifiedAt: at, kind: 'publish' },
  identity: { key: '01', id: 'tag:news.example,2026:01' },
  media: [],
} as const;

async function main(): Promise<void> {
  const rates: Record<string, number[]> = {};
  const samples = await readable(articlesByFormat());
  for (const [format, articles] of samples) await articlesPerSecond(format, articles, seconds);
  for (let round = 0; round < rounds; round += 1)
    for (const [format, articles] of samples)
      rates[format] = [...(rates[format] ?? []), await articlesPerSecond(format, articles, seconds)];
  report(samples, rates);
}

/** Formats that this version takes. */
async function readable(
  samples: Readonly<Record<string, readonly Sample[]>>,
): Promise<readonly (readonly [string, readonly Sample[]])[]> {
  const taken: (readonly [string, readonly Sample[]])[] = [];
  for (const [format, articles] of Object.entries(samples)) {
    if (only !== undefined && only !== format) continue;
    const isTaken = await ingest(format, articles[0]).then(
      () => true,
      (error: unknown) => error instanceof NashraError && error.code !== 'format_unsupported',
    );
    if (isTaken) taken.push([format, articles]);
    else process.stderr.write(`${format} is not taken\n`);
  }
  return taken;
}

async function ingest(format: string, sample: Sample | undefined): Promise<void> {
  if (sample === undefined) throw new Error(`no article in ${format}`);
  const options = { fileName: sample.fileName, channel: arabicChannel, timeZone: site.timeZone };
  const article = await parseArticle(sample.bytes, options);
  if (article.format !== format) throw new Error(`${format} was taken for ${article.format}`);
  itemFromArticle(article, context);
}

/** In time of this process, which other work on the machine doesn't count to. */
async function articlesPerSecond(
  format: string,
  articles: readonly Sample[],
  duration: number,
): Promise<number> {
  const start = process.cpuUsage();
  for (let count = 1; ; count += 1) {
    await ingest(format, articles[count % articles.length]);
    if (count % 20 !== 0) continue;
    const { user, system } = process.cpuUsage(start);
    const passed = (user + system) / 1e6;
    if (passed >= duration) return count / passed;
  }
}

function report(
  samples: readonly (readonly [string, readonly Sample[]])[],
  rates: Readonly<Record<string, readonly number[]>>,
): void {
  const [cpu] = cpus();
  const lengthBytes = samples.map(([, articles]) => mean(articles.map(({ bytes }) => bytes.length)));
  process.stdout.write(
    `${cpu?.model ?? 'unknown'} × ${cpus().length}, Node ${process.version}, ${process.platform}\n`,
  );
  process.stdout.write(`median of ${rounds} rounds of ${seconds} s of one core each\n\n`);
  process.stdout.write(
    '| format | bytes | articles a second | least, most | ÷ plain text |\n| --- | --- | --- | --- | --- |\n',
  );
  const text = median(rates.text ?? []);
  for (const [index, [format]] of samples.entries()) {
    const taken = rates[format] ?? [];
    const range = `${Math.round(Math.min(...taken))}–${Math.round(Math.max(...taken))}`;
    const ratio = Number.isNaN(text) ? '' : (median(taken) / text).toFixed(2);
    process.stdout.write(
      `| ${format} | ${Math.round(lengthBytes[index] ?? 0)} | ${Math.round(median(taken))} | ${range} | ${ratio} |\n`,
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

await main();
