import { itemPath, itemUrl } from '../../domain/addresses.ts';
import type { Channel } from '../../domain/channel.ts';
import { renderMovedPage } from '../../render/pages/moved-page.ts';
import { findPublishedSlugs } from '../../store/exported.ts';
import { link, pageDocument } from '../document-parts.ts';
import { isFileOf } from './export-items.ts';
import { type ExportRun, putCoded, removeDocument } from './export-run.ts';
import type { ChannelState } from './export-state.ts';
import { movedFile, publicFile } from './public-path.ts';

/** Once nothing names the old addresses of pages any longer, they lead to the new ones, where the server says 308. */
export async function exportMoved(run: ExportRun, channel: Channel, state: ChannelState): Promise<void> {
  const slugs = await findPublishedSlugs(run.store, channel.id, state.moved);
  for (const [key, slug] of slugs) await leadOn(run, channel, { key, slug });
  state.moved = [];
}

async function leadOn(
  run: ExportRun,
  channel: Channel,
  { key, slug }: { readonly key: string; readonly slug: string },
): Promise<void> {
  run.signal.throwIfAborted();
  const { site, tree } = run;
  const url = itemUrl(site, { channelId: channel.id, key, slug });
  const document = pageDocument(run.renderer, {
    language: channel.language,
    body: renderMovedPage(channel, url),
    links: [link(url, 'canonical', 'text/html')],
  });
  const folder = `/${channel.id}/${key}`;
  const names = [
    ...(await tree.list(publicFile(site, folder))),
    ...(await tree.list(movedFile(site, folder))),
  ];
  const isOld = (name: string) => !isFileOf(name, slug) && !/\.(?:gz|br)$/.test(name);
  for (const name of new Set(names.filter(isOld))) {
    const path = itemPath({ channelId: channel.id, key, slug: name });
    await putCoded(run, movedFile(site, path), document);
    await removeDocument(run, publicFile(site, path));
  }
}
