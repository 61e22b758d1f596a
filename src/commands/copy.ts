import { existsSync } from 'node:fs';
import { NashraError } from '../domain/errors.ts';
import { copyStore } from '../store/copy-store.ts';
import { closeStore, isPostgresUrl, openStore, sqliteFile } from '../store/open-store.ts';
import { startProgress } from './progress.ts';

/** Moves everything that is kept from one database to another, and compares the two. */
export async function copy(fromUrl: string, toUrl: string): Promise<void> {
  if (!isPostgresUrl(fromUrl) && !existsSync(sqliteFile(fromUrl)))
    throw new NashraError('file_unreadable', `The database ${sqliteFile(fromUrl)} is not there.`);
  const from = await openStore(fromUrl);
  try {
    const to = await openStore(toUrl);
    try {
      const progress = startProgress();
      const { rows, unchanged } = await copyStore(from, to, progress.update).finally(progress.stop);
      const held = unchanged === 0 ? '' : `, ${unchanged} of them there before`;
      process.stdout.write(`${rows} rows copied and compared${held}\n`);
    } finally {
      await closeStore(to);
    }
  } finally {
    await closeStore(from);
  }
}
