import { SqliteAdapter, sql } from 'kysely';
import type { Session, Store } from '../../src/store/session.ts';
import { inSnapshot } from '../../src/store/transaction.ts';
import { articleText } from '../support/articles.ts';
import { sha256Of } from '../support/newsroom.ts';
import type { Desk } from './editors.ts';

export interface Row {
  readonly key: string;
  readonly channel: string;
  readonly state: string;
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
  /** Of each channel in their order. */
  readonly revisions: readonly {
    readonly channel: string;
    readonly kind: string;
    readonly number: number;
    readonly at: number;
    readonly itemKey: string | null;
  }[];
  readonly paths: ReadonlyMap<string, string>;
  readonly copies: ReadonlySet<string>;
  /** What the database says of itself. */
  readonly damage: readonly string[];
}

/** @param thorough whether the database is asked too if it is sound */
export async function readKept(store: Store, isThorough: boolean): Promise<Kept> {
  return inSnapshot(store, async (session) => {
    const items = await session
      .selectFrom('items')
      .select(['key', 'id', 'channel_id as channel', 'state', 'content', 'original_sha256 as sha256'])
      .orderBy('first_revision')
      .execute();
    const shown = await session.selectFrom('item_media').select(['item_key', 'sha256']).execute();
    const revisions = await session
      .selectFrom('revisions')
      .select(['channel_id as channel', 'kind', 'number', 'at', 'item_key as itemKey'])
      .orderBy('channel_id')
      .orderBy('number')
      .execute();
    const names = await session.selectFrom('identities').select(['scheme', 'value', 'item_key']).execute();
    return {
      items: items.map(({ content, ...item }) => ({
        ...item,
        pictures: shown.filter(({ item_key }) => item_key === item.key).map((row) => row.sha256),
        ...storyOf((JSON.parse(content) as { title: string }).title),
      })),
      revisions,
      paths: new Map(names.filter(isOf('path')).map(({ value, item_key }) => [value, item_key])),
      copies: new Set(names.filter(isOf('copy')).map(({ value }) => value)),
      damage: isThorough ? await damageOf(session) : [],
    };
  });
}

function isOf(scheme: string): (name: { readonly scheme: string }) => boolean {
  return (name) => name.scheme === scheme;
}

/** PostgreSQL holds references itself and checks its pages as it reads them. */
async function damageOf(session: Session): Promise<readonly string[]> {
  if (!(session.getExecutor().adapter instanceof SqliteAdapter)) return [];
  const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(session);
  const broken = await sql`pragma foreign_key_check`.execute(session);
  const said = integrity.rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  return [
    ...said.map((line) => `integrity_check: ${line}`),
    ...(broken.rows.length > 0 ? [`${broken.rows.length} broken references`] : []),
  ];
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
  const faults = [...kept.damage];
  const storyOfId = new Map(kept.items.map(({ id, story }) => [id, story]));
  const stories = kept.items.map(({ story }) => story).filter((story) => !Number.isNaN(story));
  for (const story of new Set(stories.filter((story, index) => stories.indexOf(story) !== index))) {
    faults.push(`story ${story} is there twice`);
  }
  for (const channel of new Set(kept.revisions.map((revision) => revision.channel)))
    faults.push(...faultsOfLog(kept.revisions.filter((revision) => revision.channel === channel)));
  const nameOf = ({ channel, number }: Kept['revisions'][number]) => `${channel} ${number}`;
  const revisions = new Map(kept.revisions.map((revision) => [nameOf(revision), revision]));
  for (const old of before?.revisions ?? []) {
    const now = revisions.get(nameOf(old));
    if (now?.at !== old.at || now.itemKey !== old.itemKey)
      faults.push(`revision ${nameOf(old)} is lost or changed`);
  }
  const known = [...(before?.items ?? []).map(({ id, story }) => [id, story] as const), ...seen];
  for (const [id, story] of known) {
    // A headline that was cut off, which a later text has mended or faultsOfInbox tells of.
    if (Number.isNaN(story)) continue;
    if (storyOfId.get(id) !== story) faults.push(`${id} was story ${story} and is ${storyOfId.get(id)}`);
  }
  return faults;
}

function faultsOfLog(revisions: Kept['revisions']): string[] {
  const misplaced = revisions.flatMap(({ number }, index) =>
    number === index + 1 ? [] : [`revision ${number} stands at place ${index + 1}`],
  );
  // What nobody outside sees moves no date.
  const seen = revisions.filter(({ kind }) => kind !== 'schedule');
  const late = seen.flatMap(({ number, at }, index) =>
    at > (seen[index - 1]?.at ?? Number.NEGATIVE_INFINITY)
      ? []
      : [`revision ${number} is not later than the one before`],
  );
  return [...misplaced, ...late];
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
