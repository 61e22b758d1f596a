import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NashraError } from '../../src/domain/errors.ts';
import { type ParseOptions, parseArticle } from '../../src/ingest/parse-article.ts';
import { arabicChannel, englishChannel } from './arabic-channel.ts';
import { projectRoot } from './program.ts';

/** A file of an article that stands in the project, as a test or the program would hand it in. */
export interface ArticleFixture {
  /** From the project's root. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly options: ParseOptions;
}

interface Given {
  readonly fileName?: string;
  readonly mediaType?: string;
  readonly channel?: string;
  readonly timeZone?: string;
}

const folders = ['test/fixtures', 'feeds'];
const endings = new Set(['.txt', '.md', '.html', '.docx', '.json']);

/** Every article among the fixtures and the shipped samples, in every format, in order of their names. */
export function articleFixtures(): readonly ArticleFixture[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((name) => endings.has(path.extname(name)) && path.basename(name) !== 'expected.json')
      .toSorted()
      .map(fixtureAt),
  );
}

function fixtureAt(name: string): ArticleFixture {
  const file = path.join(projectRoot, name);
  const { channel, ...given } = givenWith(file);
  return {
    name,
    bytes: readFileSync(file),
    options: {
      timeZone: 'Asia/Beirut',
      fileName: path.basename(name),
      ...given,
      channel: channel === 'en' ? englishChannel : arabicChannel,
    },
  };
}

function givenWith(file: string): Given {
  const expected = path.join(path.dirname(file), 'expected.json');
  if (!existsSync(expected)) return {};
  return (JSON.parse(readFileSync(expected, 'utf8')) as { given?: Given }).given ?? {};
}

/** `undefined` where the file is refused. */
export async function acceptedArticle({ bytes, options }: ArticleFixture) {
  try {
    return await parseArticle(bytes, options);
  } catch (error) {
    if (error instanceof NashraError) return undefined;
    throw error;
  }
}
