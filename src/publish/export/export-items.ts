import { itemPath } from '../../domain/addresses.ts';
import type { Channel } from '../../domain/channel.ts';
import { getChannelRow } from '../../store/channels.ts';
import { type ChangedItem, filterShownMedia, listChangedItems, listMediaOf } from '../../store/exported.ts';
import { findItem } from '../../store/items.ts';
import { readMedia } from '../../store/media.ts';
import { farewell } from '../farewell.ts';
import { endingOfType } from '../media-types.ts';
import { type ExportRun, putDocument, putPlain, saveProgress } from './export-run.ts';
import type { ChannelState } from './export-state.ts';
import { noteMedia } from './note-shapes.ts';
import { movedFile, publicFile } from './public-path.ts';

/** Pages of stories that are gone, by channel and key; a host that can answers with them and 410. */
export const goneFolder = 'gone';

/** So many pages are rendered and coded at once. */
const atOnce = 8;
/** After so many pages it is noted how far the export has come. */
const savedEvery = 1000;

/**
 * What is gone goes before anything else is done: nobody can be sent it from here any longer. Nothing is written, since
 * a disk may be full.
 * @returns up to which revision that is so, for {@link putGonePages}
 */
export async function removeGone(run: ExportRun, channel: Channel, own: ChannelState): Promise<number> {
  const revision = Number((await getChannelRow(run.store, channel.id)).revision);
  if (revision > own.gone)
    for await (const item of listGone(run, channel, own)) await takeAway(run, channel, item);
  return revision;
}

/** What is said instead of the stories that {@link removeGone} has taken away. */
export async function putGonePages(
  run: ExportRun,
  channel: Channel,
  own: ChannelState,
  revision: number,
): Promise<void> {
  if (revision <= own.gone) return;
  for await (const item of listGone(run, channel, own)) {
    await putGonePage(run, channel, item);
    run.advance();
  }
  own.gone = revision;
}

async function* listGone(
  { store }: ExportRun,
  channel: Channel,
  { gone }: ChannelState,
): AsyncGenerator<ChangedItem, void> {
  for (const state of ['withdrawn', 'expired'] as const)
    for await (const items of listChangedItems(store, channel.id, state, gone)) yield* items;
}

async function takeAway(run: ExportRun, channel: Channel, { key }: ChangedItem): Promise<void> {
  const { tree, store, counts } = run;
  run.signal.throwIfAborted();
  const folder = `/${channel.id}/${key}`;
  if (await tree.remove(publicFile(run.site, folder))) counts.removed += 1;
  await tree.remove(movedFile(run.site, folder));
  const media = await listMediaOf(store, [key]);
  const shown = await filterShownMedia(
    store,
    media.map(({ sha256 }) => sha256),
  );
  for (const { sha256, type } of media)
    if (!shown.has(sha256) && (await tree.remove(mediaFile(run, { sha256, type })))) counts.removed += 1;
}

async function putGonePage(run: ExportRun, channel: Channel, { key }: ChangedItem): Promise<void> {
  const stored = await findItem(run.store, key);
  if (stored?.endedAt !== undefined)
    await putPlain(run, {
      file: goneFileOf(channel, key),
      bytes: run.errorPage('gone', { channel, message: farewell(channel, stored) }),
    });
}

/**
 * Everything of the channel's stories that has changed since the last time: what is gone, then media and pages. When
 * this has resolved, every page that a document named which was rendered before is there.
 */
export async function exportItems(run: ExportRun, channel: Channel, state: ChannelState): Promise<void> {
  const { store } = run;
  const revision = Number((await getChannelRow(store, channel.id)).revision);
  if (revision <= state.pages) return;
  await putGonePages(run, channel, state, await removeGone(run, channel, state));
  let unsaved = 0;
  for await (const items of listChangedItems(store, channel.id, 'published', state.pages)) {
    await exportMedia(run, items);
    for (let start = 0; start < items.length; start += atOnce)
      await Promise.all(
        items.slice(start, start + atOnce).map((item) => exportPage(run, channel, state, item)),
      );
    state.pages = items.at(-1)?.revision ?? state.pages;
    unsaved += items.length;
    if (unsaved < savedEvery) continue;
    unsaved = 0;
    await saveProgress(run);
  }
  state.pages = revision;
}

async function exportMedia(run: ExportRun, items: readonly ChangedItem[]): Promise<void> {
  const { tree, store, counts } = run;
  const media = await listMediaOf(
    store,
    items.map(({ key }) => key),
  );
  for (const { sha256, type, lengthBytes } of media) {
    run.signal.throwIfAborted();
    const file = mediaFile(run, { sha256, type });
    await noteMedia(run, { type, ending: endingOfType(type) });
    // Its name is that of its bytes, and it appears whole.
    if ((await tree.findLengthBytes(file)) === lengthBytes) continue;
    await tree.writePieces(file, readMedia(store, sha256, 0, lengthBytes));
    counts.written += 1;
  }
}

async function exportPage(
  run: ExportRun,
  channel: Channel,
  state: ChannelState,
  { key, slug }: ChangedItem,
): Promise<void> {
  const path = itemPath({ channelId: channel.id, key, slug });
  const resource = { kind: 'item', channel, key, path } as const;
  const document = await run.resources.render(resource);
  // What was taken away meanwhile has a later revision, of which the next round takes care.
  if (document !== undefined) {
    await putDocument(run, resource, document);
    // There is one where a backup has taken the place of the database in which the story was gone.
    await run.tree.remove(goneFileOf(channel, key));
    await run.tree.remove(movedFile(run.site, path));
    const names = await run.tree.list(publicFile(run.site, `/${channel.id}/${key}`));
    if (names.some((name) => !isFileOf(name, slug)) && !state.moved.includes(key)) state.moved.push(key);
  }
  run.advance();
}

function goneFileOf({ id }: Channel, key: string): string {
  return `${goneFolder}/${id}/${key}.html`;
}

/** The page itself, or it in a coding. */
export function isFileOf(name: string, slug: string): boolean {
  return name.replace(/\.(?:gz|br)$/, '') === slug;
}

function mediaFile(
  run: Pick<ExportRun, 'site'>,
  { sha256, type }: { readonly sha256: string; readonly type: string },
): string {
  return publicFile(run.site, `/media/${sha256}.${endingOfType(type)}`);
}
