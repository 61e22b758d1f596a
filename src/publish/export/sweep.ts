import { facetFolders } from '../../domain/addresses.ts';
import type { Channel } from '../../domain/channel.ts';
import { type FacetKind, facetKinds, facetOf, facetSlug } from '../../domain/selection.ts';
import { archiveOf } from '../../store/archives.ts';
import { getChannelRow } from '../../store/channels.ts';
import { filterShownMedia, findPublishedSlugs } from '../../store/exported.ts';
import { findFacet } from '../../store/facets.ts';
import { sitemapOf } from '../../store/sitemaps.ts';
import { goneFolder } from './export-items.ts';
import type { ExportRun } from './export-run.ts';
import { movedFile, publicFile } from './public-path.ts';

const pieceSize = 500;

/** Of a channel of which everything was exported anew: what is no longer of it, whatever wrote it. */
export async function sweep(run: ExportRun, channel: Channel): Promise<void> {
  await sweepPages(run, channel);
  for (const kind of facetKinds) await sweepFacets(run, channel, kind);
  const arrivals = Number((await getChannelRow(run.store, channel.id)).arrivals);
  const archives = publicFile(run.site, `/${channel.id}/archive`);
  for (const number of await run.tree.list(archives))
    if (arrivals === 0 || Number(number) > archiveOf(arrivals)) await remove(run, `${archives}/${number}`);
  for await (const names of run.tree.listPieces(publicFile(run.site, `/${channel.id}`), pieceSize))
    for (const name of names) {
      const number = /^sitemap-(\d+)\.xml/.exec(name)?.[1];
      const isPast = arrivals === 0 || Number(number) > sitemapOf(arrivals);
      if (number !== undefined && isPast) await remove(run, publicFile(run.site, `/${channel.id}/${name}`));
    }
}

const keyPattern = /^[0-9a-z]{26}/;

async function sweepPages(run: ExportRun, { id }: Channel): Promise<void> {
  const folder = publicFile(run.site, `/${id}`);
  for await (const names of run.tree.listPieces(folder, pieceSize)) {
    const keys = names.filter((name) => name.length === 26 && keyPattern.test(name));
    const published = await findPublishedSlugs(run.store, id, keys);
    for (const key of keys) {
      if (published.has(key)) continue;
      await remove(run, `${folder}/${key}`);
      await run.tree.remove(movedFile(run.site, `/${id}/${key}`));
    }
  }
  for await (const names of run.tree.listPieces(`${goneFolder}/${id}`, pieceSize)) {
    const keys = names.flatMap((name) => keyPattern.exec(name) ?? []);
    const published = await findPublishedSlugs(run.store, id, keys);
    for (const key of published.keys()) await remove(run, `${goneFolder}/${id}/${key}.html`);
  }
}

async function sweepFacets(run: ExportRun, channel: Channel, kind: FacetKind): Promise<void> {
  const folder = publicFile(run.site, `/${channel.id}/${facetFolders[kind]}`);
  for await (const names of run.tree.listPieces(folder, pieceSize))
    for (const name of names)
      if (!(await isFacet(run, channel, kind, name))) await remove(run, `${folder}/${name}`);
}

async function isFacet(run: ExportRun, channel: Channel, kind: FacetKind, name: string): Promise<boolean> {
  if (kind === 'section' && channel.sections.some(({ slug }) => facetSlug(slug) === name)) return true;
  const facet = facetOf(kind, name);
  const known = facet && (await findFacet(run.store, channel.id, facet));
  return known !== undefined && facetSlug(known.label) === name;
}

async function remove(run: ExportRun, file: string): Promise<void> {
  run.signal.throwIfAborted();
  if (await run.tree.remove(file)) run.counts.removed += 1;
}

/** What no item shows any longer, in any channel. */
export async function removeLostMedia(run: ExportRun): Promise<void> {
  const folder = publicFile(run.site, '/media');
  for await (const names of run.tree.listPieces(folder, pieceSize)) {
    const shown = await filterShownMedia(
      run.store,
      names.map((name) => name.slice(0, 64)),
    );
    for (const name of names) if (!shown.has(name.slice(0, 64))) await remove(run, `${folder}/${name}`);
  }
}

/** All of a channel that the configuration has no longer. */
export async function removeChannel(run: ExportRun, id: string): Promise<void> {
  await remove(run, publicFile(run.site, `/${id}`));
  await run.tree.remove(movedFile(run.site, `/${id}`));
  await run.tree.remove(`${goneFolder}/${id}`);
}
