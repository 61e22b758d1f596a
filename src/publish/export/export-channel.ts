import { archivePath, type FeedFormat } from '../../domain/addresses.ts';
import type { Channel } from '../../domain/channel.ts';
import { type Facet, facetOf, facetsOf, selectionOf, views, wholeOf } from '../../domain/selection.ts';
import type { ArchiveName } from '../../domain/snapshot.ts';
import { archiveOf, arrivalsOf, findArchive, findFirstMoved } from '../../store/archives.ts';
import { getChannelRow } from '../../store/channels.ts';
import { countEndedSince, listChangedFacets } from '../../store/exported.ts';
import { findFacet } from '../../store/facets.ts';
import { listEnded } from '../../store/items.ts';
import { findTimes } from '../../store/revisions.ts';
import { sitemapOf } from '../../store/sitemaps.ts';
import type { LoadedFeed } from '../../store/snapshot.ts';
import { feedFormats } from '../document-parts.ts';
import { listingDocument } from '../page-documents.ts';
import type { Document } from '../representation.ts';
import { pathOf, type Resource } from '../resource.ts';
import { exportItems } from './export-items.ts';
import { type ExportRun, putDocument, removeDocument } from './export-run.ts';
import type { ChannelState } from './export-state.ts';
import { publicFile } from './public-path.ts';

/** While articles come in faster than a feed and its archives can be written, what is there stands a while longer. */
const maxAttempts = 20;
/** When more stories than these have ended at once, the feed of every facet is made anew. */
const maxForgotten = 500;

/**
 * Archives, feeds and lists of what has changed, in this order; before each document is written, every page and
 * archive that it names is there.
 * @returns whether the feeds are those of now
 */
export async function exportChannel(run: ExportRun, channel: Channel, state: ChannelState): Promise<boolean> {
  const { store } = run;
  const since = state.documents;
  const target = Number((await getChannelRow(store, channel.id)).revision);
  if (target > since) {
    await exportArchives(run, channel, state, since);
    await exportFacets(run, channel, state, since);
    if (!(await exportWhole(run, channel, state, target))) return false;
    await exportSitemaps(run, channel, state, since);
  }
  await exportNewsSitemap(run, channel, state);
  if (target === since) return true;
  await removeOldArchives(run, channel, since);
  state.documents = target;
  state.at = (await findTimes(store, channel.id, target))?.at.getTime() ?? 0;
  return true;
}

/** The oldest first, since each names the one before it. */
async function exportArchives(
  run: ExportRun,
  channel: Channel,
  state: ChannelState,
  since: number,
): Promise<void> {
  const { store } = run;
  const first = await findFirstMoved(store, channel.id, since);
  const { arrivals } = await getChannelRow(store, channel.id);
  if (first === undefined || Number(arrivals) === 0) return;
  const last = archiveOf(Number(arrivals));
  run.expect(last - first + 1);
  for (let number = first; number <= last; number += 1) {
    const rendered = await Promise.all(
      feedFormats.map((format) => renderArchive(run, channel, number, format)),
    );
    await exportItems(run, channel, state);
    await Promise.all(rendered.flat().map(([resource, document]) => putDocument(run, resource, document)));
    run.advance();
  }
}

/** One that is named otherwise by the time it is loaded is found in the next round, with those after it. */
async function renderArchive(
  { store, feeds }: ExportRun,
  channel: Channel,
  number: number,
  format: FeedFormat,
): Promise<readonly (readonly [Resource, Document])[]> {
  const name = await findArchive(store, channel.id, number);
  const document = name && (await feeds.archive(channel, name, format));
  if (name === undefined || document === undefined) return [];
  return [[{ kind: 'archive', format, channel, name }, document]];
}

async function exportFacets(
  run: ExportRun,
  channel: Channel,
  state: ChannelState,
  since: number,
): Promise<void> {
  const ended = await countEndedSince(run.store, channel.id, since);
  const changedSince = ended > maxForgotten ? 0 : since;
  for await (const facets of listChangedFacets(run.store, channel.id, changedSince)) {
    run.expect(facets.length);
    for (const facet of facets) await exportFacet(run, channel, state, facet);
  }
  const others = since === 0 ? desksOf(channel) : await listForgotten(run, channel, ended);
  for (const facet of others) {
    const known = await findFacet(run.store, channel.id, facet);
    if (known === undefined || known.revision <= changedSince)
      await exportFacet(run, channel, state, known ?? facet);
  }
}

/** Desks of the configuration have their feeds before their first story. */
function desksOf({ sections }: Channel): readonly Facet[] {
  return sections.flatMap(({ slug }) => facetOf('section', slug) ?? []);
}

/** A tombstone leaves the feeds in which it stands when enough other stories of the channel have ended. */
async function listForgotten(run: ExportRun, channel: Channel, ended: number): Promise<readonly Facet[]> {
  if (ended === 0 || ended > maxForgotten) return [];
  const { maxItems } = channel;
  const last = await listEnded(run.store, channel.id, maxItems + ended);
  return last.slice(maxItems).flatMap(({ item }) => facetsOf(item));
}

async function exportFacet(
  run: ExportRun,
  channel: Channel,
  state: ChannelState,
  facet: Facet,
): Promise<void> {
  const { kind, value, label } = facet;
  const selection = selectionOf(channel, { kind, value, label });
  const loaded = await run.feeds.load({ channel, selection });
  await putFeeds(run, { channel, state, loaded, isRoot: false });
  await putListing(run, channel, loaded);
  run.advance();
}

/** @returns false when the log went on so fast that no state of the feeds could be written with all that it names */
async function exportWhole(
  run: ExportRun,
  channel: Channel,
  state: ChannelState,
  target: number,
): Promise<boolean> {
  run.expect(views.length);
  let seen = target;
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await run.feeds.load({ channel, selection: wholeOf(channel) });
    const { previousArchive } = loaded.snapshot;
    if (previousArchive === undefined || (await isThere(run, channel, previousArchive))) {
      await putFeeds(run, { channel, state, loaded, isRoot: false });
      await putListing(run, channel, loaded);
      if (channel.id === run.site.defaultChannelId)
        await putFeeds(run, { channel, state, loaded, isRoot: true });
      break;
    }
    if (attempt === maxAttempts) return false;
    // Where none has moved, somebody has removed one of ours.
    await exportArchives(run, channel, state, loaded.channelRevision === seen ? 0 : seen);
    seen = loaded.channelRevision;
  }
  run.advance();
  for (const view of views.filter((one) => one !== 'full')) {
    const loaded = await run.feeds.load({ channel, selection: { ...wholeOf(channel), view } });
    await putFeeds(run, { channel, state, loaded, isRoot: false });
    run.advance();
  }
  return true;
}

/** An archive, in every format. */
async function isThere(run: ExportRun, channel: Channel, name: ArchiveName): Promise<boolean> {
  for (const format of feedFormats) {
    const file = publicFile(run.site, archivePath(channel.id, name, format));
    if ((await run.tree.findLengthBytes(file)) === undefined) return false;
  }
  return true;
}

interface Loaded {
  readonly channel: Channel;
  readonly state: ChannelState;
  readonly loaded: LoadedFeed;
  readonly isRoot: boolean;
}

async function putFeeds(run: ExportRun, { channel, state, loaded, isRoot }: Loaded): Promise<void> {
  const { selection } = loaded.snapshot;
  // What was loaded may name a story that came after all pages had been written.
  await exportItems(run, channel, state);
  await Promise.all(
    feedFormats.map((format) => {
      const address = { format, channel, selection, isRoot };
      return putDocument(run, { kind: 'feed', ...address }, run.feeds.feed(loaded, address));
    }),
  );
}

async function putListing(run: ExportRun, channel: Channel, loaded: LoadedFeed): Promise<void> {
  const { selection } = loaded.snapshot;
  await putDocument(run, { kind: 'listing', channel, selection }, listingDocument(run.renderer, loaded));
}

async function exportSitemaps(
  run: ExportRun,
  channel: Channel,
  state: ChannelState,
  since: number,
): Promise<void> {
  const archive = await findFirstMoved(run.store, channel.id, since);
  const arrivals = Number((await getChannelRow(run.store, channel.id)).arrivals);
  if (archive === undefined || arrivals === 0) return;
  for (let number = sitemapOf(arrivalsOf(archive)[0]); number <= sitemapOf(arrivals); number += 1) {
    const resource = { kind: 'sitemap', channel, number } as const;
    const document = await run.resources.render(resource);
    await exportItems(run, channel, state);
    if (document === undefined) await removeDocument(run, publicFile(run.site, pathOf(resource)));
    else await putDocument(run, resource, document);
  }
}

/** It changes by the clock too. */
async function exportNewsSitemap(run: ExportRun, channel: Channel, state: ChannelState): Promise<void> {
  const revision = Number((await getChannelRow(run.store, channel.id)).revision);
  const isOld = state.newsChangesAt !== undefined && state.newsChangesAt <= run.now().getTime();
  if (!isOld && revision === state.documents) return;
  const resource = { kind: 'newsSitemap', channel } as const;
  const document = await run.clocked.render(resource);
  if (document === undefined) throw new Error(`nothing was rendered for ${pathOf(resource)}`);
  await exportItems(run, channel, state);
  await putDocument(run, resource, document);
  if (document.changesAt === undefined) delete state.newsChangesAt;
  else state.newsChangesAt = document.changesAt.getTime();
}

/**
 * Once the feeds lead to the new ones: what was withdrawn stands in the old. Where the log has moved on meanwhile, the
 * next run does it. The version counts and not its number: after a backup was restored, others may have higher ones.
 */
async function removeOldArchives(run: ExportRun, channel: Channel, since: number): Promise<void> {
  const first = await findFirstMoved(run.store, channel.id, since);
  const arrivals = Number((await getChannelRow(run.store, channel.id)).arrivals);
  if (first === undefined || arrivals === 0) return;
  for (let number = first; number <= archiveOf(arrivals); number += 1) {
    const folder = publicFile(run.site, `/${channel.id}/archive/${number}`);
    const name = await findArchive(run.store, channel.id, number);
    if (name === undefined || !(await isThere(run, channel, name))) continue;
    for (const version of await run.tree.list(folder))
      if (version !== String(name.version) && (await run.tree.remove(`${folder}/${version}`)))
        run.counts.removed += 1;
  }
}
