import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { ItemFileRow, MediaRow } from './schema.ts';
import type { Session } from './session.ts';

/** What is known of bytes that are kept. */
export interface KeptMedia {
  readonly sha256: string;
  readonly type: string;
  readonly lengthBytes: number;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** So much of a film is in memory for each request that is answered. */
const chunkBytes = 256 * 1024;

/** Keeps bytes by their SHA-256; those that are there already are not written again. */
export async function putMedia(
  session: Session,
  file: {
    readonly sha256: string;
    readonly type: string;
    readonly bytes: Uint8Array;
    readonly width?: number;
    readonly height?: number;
  },
  keptAt: Date,
): Promise<void> {
  const { sha256, type, width = null, height = null } = file;
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length);
  const inserted = await session
    .insertInto('media')
    .values({ sha256, type, length: bytes.length, width, height, kept_at: keptAt.getTime() })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .returning('sha256')
    .executeTakeFirst();
  if (inserted === undefined) return;
  for (let number = 0; number * chunkBytes < bytes.length; number += 1) {
    const chunk = bytes.subarray(number * chunkBytes, (number + 1) * chunkBytes);
    await session.insertInto('media_chunks').values({ sha256, number, bytes: chunk }).execute();
    // What is ready goes on being sent meanwhile.
    if (number % 8 === 7) await turnOfOthers();
  }
}

/** Undefined unless an item that is published shows it. */
export async function findPublishedMedia(session: Session, sha256: string): Promise<KeptMedia | undefined> {
  const row = await session
    .selectFrom('media')
    .selectAll()
    .where('sha256', '=', sha256)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('item_media')
          .innerJoin('items', 'items.key', 'item_media.item_key')
          .select('item_key')
          .where('item_media.sha256', '=', sha256)
          .where('items.state', '=', 'published'),
      ),
    )
    .executeTakeFirst();
  return row === undefined ? undefined : keptMediaFromRow(row);
}

export async function findMedia(session: Session, sha256: string): Promise<KeptMedia | undefined> {
  const row = await session.selectFrom('media').selectAll().where('sha256', '=', sha256).executeTakeFirst();
  return row === undefined ? undefined : keptMediaFromRow(row);
}

/** The bytes from `start` on, `end` exclusive, piece by piece. */
export async function* readMedia(
  session: Session,
  sha256: string,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  for (let number = Math.floor(start / chunkBytes); number * chunkBytes < end; number += 1) {
    const { bytes } = await session
      .selectFrom('media_chunks')
      .select('bytes')
      .where('sha256', '=', sha256)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const first = number * chunkBytes;
    yield bytes.subarray(Math.max(0, start - first), Math.max(0, end - first));
  }
}

/** From now on the item shows these, and was looked through for these files. */
export async function replaceItemMedia(
  session: Session,
  itemKey: string,
  shown: readonly string[],
  files: readonly Omit<ItemFileRow, 'item_key'>[],
): Promise<void> {
  await session.deleteFrom('item_media').where('item_key', '=', itemKey).execute();
  await session.deleteFrom('item_files').where('item_key', '=', itemKey).execute();
  for (const sha256 of new Set(shown)) {
    await session.insertInto('item_media').values({ sha256, item_key: itemKey }).execute();
  }
  for (const file of files) {
    await session
      .insertInto('item_files')
      .values({ ...file, item_key: itemKey })
      .execute();
  }
}

/** What the one item shows the other shows too. */
export async function copyItemMedia(session: Session, fromKey: string, toKey: string): Promise<void> {
  const shown = await session
    .selectFrom('item_media')
    .select('sha256')
    .where('item_key', '=', fromKey)
    .execute();
  const files = await listItemFiles(session, fromKey);
  await replaceItemMedia(
    session,
    toKey,
    shown.map(({ sha256 }) => sha256),
    files,
  );
}

export async function listItemFiles(
  session: Session,
  itemKey: string,
): Promise<readonly Omit<ItemFileRow, 'item_key'>[]> {
  return session
    .selectFrom('item_files')
    .select(['path', 'name', 'state', 'sha256'])
    .where('item_key', '=', itemKey)
    .orderBy('path')
    .execute();
}

/** The articles, by their path in the inbox, whose items were looked through for that file; and what stood there then. */
export async function listFileUsers(
  session: Session,
  channelId: string,
  path: string,
): Promise<readonly { readonly article: string; readonly state: string | null }[]> {
  return session
    .selectFrom('item_files')
    .innerJoin('identities', 'identities.item_key', 'item_files.item_key')
    .select(['identities.value as article', 'item_files.state as state'])
    .where('item_files.path', '=', path)
    .where('identities.channel_id', '=', channelId)
    .where('identities.scheme', '=', 'path')
    .execute();
}

function keptMediaFromRow({ sha256, type, length, width, height }: MediaRow): KeptMedia {
  return {
    sha256,
    type,
    lengthBytes: Number(length),
    width: width ?? undefined,
    height: height ?? undefined,
  };
}
