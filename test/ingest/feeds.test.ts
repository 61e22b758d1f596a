import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { checkReport } from '../../src/ingest/report.ts';
import { feedEntryMediaType, splitFeed } from '../../src/ingest/split-feed.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

const root = new URL('../fixtures/feeds/', import.meta.url);
const options = { channel: arabicChannel, timeZone: 'Asia/Beirut' };

/** What of each article's report must be so, in their order; or why the whole file is refused. */
interface Expected {
  readonly names?: readonly string[];
  readonly articles?: readonly Readonly<Record<string, unknown>>[];
  readonly refused?: { readonly code: string; readonly line?: number };
}

describe('JSON and feeds of other systems', () => {
  for (const name of readdirSync(root).toSorted())
    it(`${name} is read as its fixture says`, async () => {
      const folder = new URL(`${name}/`, root);
      const file = readdirSync(folder).find((one) => one !== 'expected.json')!;
      const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected;
      const found = await read(readFileSync(new URL(file, folder)), file);
      if ('refused' in found || expected.refused !== undefined) {
        expect(found).to.deep.equal({ refused: expected.refused });
        return;
      }
      const wanted = (expected.articles ?? []).map((article, index) =>
        Object.fromEntries(Object.keys(article).map((key) => [key, found.articles[index]?.[key]])),
      );
      expect(wanted).to.deep.equal(expected.articles);
      expect(found.articles).to.have.length(expected.articles?.length ?? 0);
      if (expected.names !== undefined) expect(found.names).to.deep.equal(expected.names);
    });
});

type Found =
  | { readonly names: readonly string[]; readonly articles: readonly Record<string, unknown>[] }
  | { readonly refused: object };

async function read(bytes: Uint8Array, fileName: string): Promise<Found> {
  try {
    const entries = splitFeed(bytes, { ...options, fileName });
    if (entries === undefined) return { names: [], articles: [await report(bytes, { fileName })] };
    const articles: Record<string, unknown>[] = [];
    for (const entry of entries) articles.push(await report(entry.bytes, { mediaType: feedEntryMediaType }));
    return { names: entries.map(({ name }) => name), articles };
  } catch (error) {
    if (!(error instanceof NashraError)) throw error;
    const { code, line } = error;
    return { refused: line === undefined ? { code } : { code, line } };
  }
}

/** `media` and `warningCodes` beside what `check --json` gives. */
async function report(
  bytes: Uint8Array,
  given: { readonly fileName?: string; readonly mediaType?: string },
): Promise<Record<string, unknown>> {
  const article = await parseArticle(bytes, { ...options, ...given });
  return JSON.parse(
    JSON.stringify({
      ...checkReport({ status: 'accepted', article }),
      media: article.media,
      warningCodes: article.warnings.map(({ code }) => code),
    }),
  ) as Record<string, unknown>;
}
