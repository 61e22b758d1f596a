import { itemPath } from '../../domain/addresses.ts';
import { countEndedSince, filterShownMedia, listChangedItems, listMediaOf } from '../../store/exported.ts';
import { findItem } from '../../store/items.ts';
import { endingOfType } from '../media-types.ts';
import type { ExportRun } from './export-run.ts';
import { publicPath } from './public-path.ts';

/** For programs: every address at which a story stood that is gone, and what only it had shown. */
const goneFile = 'gone.json';

/**
 * @param since of each channel up to which revision the list is complete; 0 where it may be of another log
 * @param hasLostChannel whether the list may have stories of a channel that is no more
 */
export async function writeGoneList(
  run: ExportRun,
  since: ReadonlyMap<string, number>,
  hasLostChannel: boolean,
): Promise<void> {
  const isThere = (await run.tree.findLengthBytes(goneFile)) !== undefined;
  let isOther = !isThere || hasLostChannel;
  for (const [channelId, revision] of since)
    isOther ||= revision === 0 || (await countEndedSince(run.store, channelId, revision)) > 0;
  if (isOther) await run.tree.writePieces(goneFile, listGone(run, [...since.keys()]));
}

/** One line a story, and the whole is one array. */
async function* listGone(run: ExportRun, channelIds: readonly string[]): AsyncGenerator<string, void> {
  yield '[';
  let separator = '\n';
  for (const channelId of channelIds)
    for (const state of ['withdrawn', 'expired'] as const)
      for await (const items of listChangedItems(run.store, channelId, state, 0))
        for (const { key } of items) {
          const gone = await describe(run, channelId, key);
          if (gone === undefined) continue;
          yield `${separator}${JSON.stringify(gone)}`;
          separator = ',\n';
        }
  yield '\n]\n';
}

async function describe({ store, site }: ExportRun, channelId: string, key: string) {
  const stored = await findItem(store, key);
  if (stored?.endedAt === undefined) return undefined;
  const media = await listMediaOf(store, [key]);
  const shown = await filterShownMedia(
    store,
    media.map(({ sha256 }) => sha256),
  );
  return {
    path: publicPath(site, itemPath({ channelId, key, slug: stored.item.slug })),
    state: stored.state,
    at: stored.endedAt.toISOString(),
    reason: stored.endedReason ?? null,
    media: media
      .filter(({ sha256 }) => !shown.has(sha256))
      .map(({ sha256, type }) => publicPath(site, `/media/${sha256}.${endingOfType(type)}`)),
  };
}
