import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { checkReport } from '../../src/ingest/report.ts';
import { arabicChannel, englishChannel } from '../support/arabic-channel.ts';

const root = new URL('../fixtures/articles/', import.meta.url);

/** `given` changes how the article is handed in; every other key must equal the report's. */
interface Expected {
  readonly given?: {
    readonly fileName?: string;
    readonly mediaType?: string;
    readonly channel?: 'en';
    readonly timeZone?: string;
  };
  readonly [key: string]: unknown;
}

describe('articles', () => {
  for (const name of readdirSync(root).toSorted()) {
    it(`${name} is recognised as its fixture says`, async () => {
      const { given = {}, ...expected } = JSON.parse(
        readFileSync(new URL(`${name}/expected.json`, root), 'utf8'),
      ) as Expected;
      const report = await check(readFileSync(new URL(`${name}/article.txt`, root)), given);
      const found = Object.fromEntries(Object.keys(expected).map((key) => [key, report[key]]));
      expect(found).to.deep.equal(expected);
    });
  }
});

async function check(
  bytes: Uint8Array,
  { channel, ...given }: NonNullable<Expected['given']>,
): Promise<Record<string, unknown>> {
  const options = {
    timeZone: 'Asia/Beirut',
    ...given,
    channel: channel === 'en' ? englishChannel : arabicChannel,
  };
  return JSON.parse(JSON.stringify(await outcomeOf(bytes, options))) as Record<string, unknown>;
}

async function outcomeOf(bytes: Uint8Array, options: Parameters<typeof parseArticle>[1]): Promise<object> {
  try {
    return checkReport({ status: 'accepted', article: await parseArticle(bytes, options) });
  } catch (error) {
    if (!(error instanceof NashraError)) throw error;
    return checkReport({ status: 'refused', error });
  }
}
