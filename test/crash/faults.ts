import SqliteDatabase from 'better-sqlite3';
import { articleText } from '../support/articles.ts';
import { sha256Of } from '../support/newsroom.ts';
import type { Desk } from './editors.ts';

export interface Row {
  readonly key: string;
  readonly id: string;
  readonly story: number;
  readonly version: number;
  /** Of the bytes that it was made from. */
  readonly sha256: string;
  /** SHA-256 of each picture that it shows. */
  readonly pictures: readonly string[];
}

/** What the database holds, read in one go. */
export interface Kept {
  readonly items: readonly Row[];
  readonly revisions: readonly {
    readonly number: number;
    readonly at: number;
    readonly itemKey: string | null;
  }[];
  readonly paths: ReadonlyMap<string, string>;
  readonly copies: ReadonlySet<string>;
  readonly integrity: unknown;
  readonly brokenReferences: number;
}

export function readKept(databaseFile: string, thorough: boolean): Kept {
  const database = new SqliteDatabase(databaseFile, { timeout: 5000 });
  try {
    return database.transaction(() => ({
      items: (
        database
          .prepare(`select key, id, content, original_sha256 as sha256,
              (select group_concat(sha256) from item_media where item_key = key) as pictures
              from items order by first_revision`)
          .all() as {
          key: string;
          id: string;
          content: string;
          sha256: string;
          pictures: string | null;
        }[]
      ).map(({ key, id, content, sha256, pictures }) => ({
        key,
        id,
        sha256,
        pictures: pictures?.split(',') ?? [],
        ...storyOf((JSON.parse(content) as { title: string }).title),
      })),
      revisions: database
        .prepare('select number, at, item_key as itemKey from revisions where channel_id = ? order by number')
        .all('ar') as Kept['revisions'][number][],
      paths: new Map(
        (
          database.prepare("select value, item_key from identities where scheme = 'path'").all() as {
            value: string;
            item_key: string;
          }[]
        ).map(({ value, item_key }) => [value, item_key]),
      ),
      copies: new Set(
        database.prepare("select value from identities where scheme = 'copy'").pluck().all() as string[],
      ),
      integrity: thorough ? database.pragma('integrity_check', { simple: true }) : 'ok',
      brokenReferences: thorough ? (database.pragma('foreign_key_check') as unknown[]).length : 0,
    }))();
  } finally {
    database.close();
  }
}

/** Whether the program has the file as it is, and knows the copies of it. */
export function isTaken(kept: Kept, { files }: Desk, name: string): boolean {
  const file = files.get(name);
  const item = kept.items.find(({ key }) => key === kept.paths.get(name));
  if (file === undefined || item?.story !== file.story || item.version !== file.version) return false;
  return [...files].every(
    ([other, { story, isCopy }]) => !isCopy || story !== file.story || kept.copies.has(other),
  );
}

/** Headlines carry the number of their story and, from the second on, that of the version. */
export function storyOf(title: string): { story: number; version: number } {
  const [, story] = / في الحي (\d+) /.exec(title) ?? [];
  const [, version] = /للمرة (\d+)$/.exec(title) ?? [];
  return { story: Number(story), version: Number(version ?? 1) };
}

/** What must hold of a database at any moment, given what it held and what readers saw before. */
export function faultsOfKept(
  kept: Kept,
  before: Kept | undefined,
  seen: ReadonlyMap<string, number>,
): string[] {
  const faults: string[] = [];
  if (kept.integrity !== 'ok') faults.push(`integrity_check: ${String(kept.integrity)}`);
  if (kept.brokenReferences > 0) faults.push(`${kept.brokenReferences} broken references`);
  const storyOfId = new Map(kept.items.map(({ id, story }) => [id, story]));
  const stories = kept.items.map(({ story }) => story).filter((story) => !Number.isNaN(story));
  for (const story of new Set(stories.filter((story, index) => stories.indexOf(story) !== index))) {
    faults.push(`story ${story} is there twice`);
  }
  kept.revisions.forEach(({ number, at }, index) => {
    if (number !== index + 1) faults.push(`revision ${number} stands at place ${index + 1}`);
    const previous = kept.revisions[index - 1];
    if (previous !== undefined && at <= previous.at)
      faults.push(`revision ${number} is not later than the one before`);
  });
  before?.revisions.forEach((old, index) => {
    const now = kept.revisions[index];
    if (now?.at !== old.at || now.itemKey !== old.itemKey)
      faults.push(`revision ${old.number} is lost or changed`);
  });
  const known = [...(before?.items ?? []).map(({ id, story }) => [id, story] as const), ...seen];
  for (const [id, story] of known) {
    // A headline that was cut off, which a later text has mended or faultsOfInbox tells of.
    if (Number.isNaN(story)) continue;
    if (storyOfId.get(id) !== story) faults.push(`${id} was story ${story} and is ${storyOfId.get(id)}`);
  }
  return faults;
}

/** What must hold besides once the whole inbox has been read. */
export function faultsOfInbox(kept: Kept, desk: Desk): string[] {
  const versions = new Map(kept.items.map((item) => [item.story, item]));
  const strange = kept.items.filter(({ story }) => Number.isNaN(story));
  const unknown = strange.map(({ id }) => `${id} is no story that anybody wrote`);
  const wrong = [...desk.files].flatMap(([name, { story, version, isCopy, picture }]) => {
    if (isCopy) return versions.has(story) ? [] : [`${name}: story ${story} is nowhere`];
    const item = versions.get(story);
    if (item?.version !== version)
      return [`${name}: story ${story} version ${version} is kept as ${item?.version}`];
    if (item.sha256 !== sha256Of(articleText(story, version)))
      return [`${name}: story ${story} version ${version} is not kept whole`];
    if (item.pictures.join() !== (picture ?? ''))
      return [`${name}: story ${story} is to show ${picture ?? 'no picture'} and shows ${item.pictures}`];
    return kept.paths.get(name) === item.key ? [] : [`${name} does not mean its item`];
  });
  return [...unknown, ...wrong];
}
