import type { Channel } from '../../domain/channel.ts';
import { getChannelRow } from '../../store/channels.ts';
import { countChangedItems, hasMoreThanNews } from '../../store/exported.ts';
import type { DueItem } from '../../store/items.ts';
import { findTimes } from '../../store/revisions.ts';
import { noteConfiguration } from '../note-configuration.ts';
import { releaseDue } from '../release-due.ts';
import { pathOf, type Resource } from '../resource.ts';
import { exportChannel } from './export-channel.ts';
import { exportItems, putGonePages, removeGone } from './export-items.ts';
import { exportMoved } from './export-moved.ts';
import {
  type ExportContext,
  type ExportCounts,
  type ExportRun,
  putDocument,
  putPlain,
  saveProgress,
  startRun,
} from './export-run.ts';
import { type ChannelState, loadState, newChannelState, saveState } from './export-state.ts';
import { writeGoneList } from './gone-list.ts';
import { errorHeadersOf, loadHeaderRules, openHeaderRules } from './header-rules.ts';
import { nginxFiles } from './nginx-files.ts';
import { noteShapes } from './note-shapes.ts';
import { publicFolder } from './public-path.ts';
import { removeChannel, removeLostMedia, sweep } from './sweep.ts';

/** Where many hosts look for what they answer to an address of nothing. */
const notFoundFile = `${publicFolder}/404.html`;

export interface ExportResult extends Readonly<ExportCounts> {
  /** Channels into which articles came faster than their feeds could be written; the next export has them. */
  readonly behind: readonly string[];
}

/**
 * Writes what is other than it was into the tree: what is gone first, then media and pages, archives, feeds and lists.
 * It can be stopped at any moment, and the next run goes on from there.
 * @throws NashraError `file_unwritable`
 */
export async function exportSite(context: ExportContext): Promise<ExportResult> {
  const { tree, site, version, isThorough } = context;
  await noteConfiguration(context);
  await releaseAllDue(context);
  const state = await loadState(tree, { version, baseUrl: site.baseUrl }, isThorough);
  const before = JSON.stringify(state);
  const rules = openHeaderRules(site, await loadHeaderRules(tree, site, isThorough));
  const run = startRun(context, state, rules);
  const channels: Started[] = [];
  for (const channel of site.channels) channels.push(await startChannel(run, channel));
  if (Object.keys(state.channels).length > channels.length || channels.some(({ hasNews }) => hasNews))
    state.isSiteDone = false;
  await exportNews(
    run,
    channels.filter(({ hasNews }) => hasNews),
  );
  const behind: string[] = [];
  for (const { channel, state: own } of channels) {
    if (!(await exportChannel(run, channel, own))) behind.push(channel.id);
    else if (own.moved.length > 0) await exportMoved(run, channel, own);
  }
  if (!state.isSiteDone) await finish(run, channels);
  state.isSiteDone = behind.length === 0;
  if (JSON.stringify(state) !== before) await saveProgress(run);
  return { ...run.counts, behind };
}

/** Of all channels what is gone, before anything is written. */
async function exportNews(run: ExportRun, channels: readonly Started[]): Promise<void> {
  const gone: (Started & { readonly revision: number })[] = [];
  for (const started of channels) {
    const { channel, state } = started;
    run.expect(await countChangedItems(run.store, channel.id, state.pages));
    gone.push({ ...started, revision: await removeGone(run, channel, state) });
  }
  if (!run.state.isSiteDone) await saveState(run.tree, run.state);
  for (const { channel, state, revision } of gone) await putGonePages(run, channel, state, revision);
  for (const { channel, state } of channels) await exportItems(run, channel, state);
}

/** As the server does: what has expired is never shown, and an embargo that is over is over for everybody. */
async function releaseAllDue(context: ExportContext): Promise<void> {
  const failed: string[] = [];
  for (;;) {
    const failedBefore = failed.length;
    const onFault = (item: DueItem, error: unknown) => {
      failed.push(item.key);
      context.onItemFault(item, error);
    };
    const released = await releaseDue(context, onFault, failed);
    if (released.length === 0 && failed.length === failedBefore) return;
    for (const one of released) context.onReleased(one);
  }
}

interface Started {
  readonly channel: Channel;
  readonly state: ChannelState;
  readonly hasNews: boolean;
}

async function startChannel(run: ExportRun, channel: Channel): Promise<Started> {
  const { store, state, isThorough } = run;
  const row = await getChannelRow(store, channel.id);
  const fingerprint = Number(row.fingerprint_revision);
  const known = state.channels[channel.id];
  const isKnown = known !== undefined && !isThorough && known.fingerprint === fingerprint;
  const isSameLog = isKnown && (await isOfLog(run, channel, known, Number(row.revision)));
  const own = isSameLog ? known : newChannelState(fingerprint);
  state.channels[channel.id] = own;
  return {
    channel,
    state: own,
    hasNews: !state.isSiteDone || Number(row.revision) > Math.min(own.pages, own.documents),
  };
}

/** Another log, in the place of which a backup stands, may have as many revisions. */
async function isOfLog(
  { store }: ExportRun,
  { id }: Channel,
  { documents, pages, at }: ChannelState,
  revision: number,
): Promise<boolean> {
  if (Math.max(documents, pages) > revision) return false;
  if (documents === 0) return true;
  return (await findTimes(store, id, documents))?.at.getTime() === at;
}

const siteResources: readonly Resource[] = [
  { kind: 'site' },
  { kind: 'opml' },
  { kind: 'robots' },
  { kind: 'pagesSitemap' },
  { kind: 'sitemapIndex' },
];

/** What is made of all channels; and what nothing names any longer goes. */
async function finish(run: ExportRun, channels: readonly Started[]): Promise<void> {
  const { site, state, tree, store } = run;
  run.expect(siteResources.length);
  for (const resource of siteResources) {
    const document = await run.resources.render(resource);
    if (document === undefined) throw new Error(`nothing was rendered for ${pathOf(resource)}`);
    for (const { channel, state: own } of channels) await exportItems(run, channel, own);
    await putDocument(run, resource, document);
    run.advance();
  }
  await putPlain(run, { file: notFoundFile, bytes: run.errorPage('not_found') });
  const known = new Set(channels.map(({ channel }) => channel.id));
  const lost = Object.keys(state.channels).filter((id) => !known.has(id));
  const complete = new Map(channels.map(({ channel, state: own }) => [channel.id, own.site]));
  await writeGoneList(run, complete, lost.length > 0);
  const fresh = channels.filter(({ state: own }) => own.site === 0).map(({ channel }) => channel);
  if (fresh.length > 0) await noteShapes(run, fresh);
  const errorHeaders = errorHeadersOf(site, run.headers);
  for (const file of nginxFiles(site, tree.directory, run.rules.list(), errorHeaders))
    await putPlain(run, file);
  const changed = await Promise.all(
    channels.map(({ channel, state: own }) => own.site === 0 || hasMoreThanNews(store, channel.id, own.site)),
  );
  if (changed.includes(true)) await removeLostMedia(run);
  for (const { channel, state: own } of channels) {
    if (own.site === 0) await sweep(run, channel);
    own.site = own.documents;
  }
  for (const id of lost) {
    await removeChannel(run, id);
    delete state.channels[id];
  }
}
