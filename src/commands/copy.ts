import { copyStore } from '../store/copy-store.ts';
import { closeStore, openStore } from '../store/open-store.ts';
import { startProgress } from './progress.ts';

/** Moves everything that is kept from one database to another, and compares the two. */
export async function copy(fromUrl: string, toUrl: string): Promise<void> {
  const from = await openStore(fromUrl);
  try {
    const to = await openStore(toUrl);
    try {
      const progress = startProgress(0);
      try {
        const { rows, unchanged } = await copyStore(from, to, progress.update);
        progress.stop();
        const held = unchanged === 0 ? '' : `, ${unchanged} of them there before`;
        process.stdout.write(`${rows} rows copied and compared${held}\n`);
      } finally {
        progress.stop();
      }
    } finally {
      await closeStore(to);
    }
  } finally {
    await closeStore(from);
  }
}
