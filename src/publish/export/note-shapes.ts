import { itemPath, itemUrl } from '../../domain/addresses.ts';
import type { Channel } from '../../domain/channel.ts';
import { type Selection, selectionOf, views, wholeOf } from '../../domain/selection.ts';
import { feedFormats, pageDocument, pageLinks } from '../document-parts.ts';
import { archiveDocument } from '../feed-documents.ts';
import { type MediaKind, mediaKinds } from '../media-types.ts';
import { listingDocument } from '../page-documents.ts';
import type { Document } from '../representation.ts';
import type { Resource } from '../resource.ts';
import { xmlDocument } from '../sitemap-documents.ts';
import { type ExportRun, headersOf } from './export-run.ts';

/**
 * Every shape of address that these channels may come to have, with its fields, so that a host need not be told
 * anything new with the first story or picture.
 */
export async function noteShapes(run: ExportRun, channels: readonly Channel[]): Promise<void> {
  for (const kind of mediaKinds) await noteMedia(run, kind);
  for (const channel of channels) await noteChannel(run, channel);
}

export function noteMedia(run: ExportRun, { type, ending }: MediaKind): Promise<void> {
  return run.rules.note({ kind: 'media', ending }, async () => ['Content-Type', type, ...run.mediaHeaders]);
}

async function noteChannel(run: ExportRun, channel: Channel): Promise<void> {
  const { renderer, site } = run;
  const { id, language } = channel;
  const note = (resource: Resource, make: () => Document | Promise<Document>) =>
    run.rules.note(resource, async () => headersOf(await make()));
  const item = { channelId: id, key: '0'.repeat(26), slug: 'x' };
  const links = pageLinks(site, channel, itemUrl(site, item));
  await note({ kind: 'item', channel, key: item.key, path: itemPath(item) }, () =>
    pageDocument(renderer, { language, body: '', links }),
  );
  const list = () => xmlDocument(renderer, { language, body: '' });
  await note({ kind: 'sitemap', channel, number: 0 }, list);
  await note({ kind: 'newsSitemap', channel }, list);
  const whole = wholeOf(channel);
  const facet = selectionOf(channel, { kind: 'tag', value: 'x', label: 'x' });
  const load = (selection: Selection) => run.feeds.load({ channel, selection });
  for (const selection of [whole, facet])
    await note({ kind: 'listing', channel, selection }, async () =>
      listingDocument(renderer, await load(selection)),
    );
  for (const format of feedFormats) {
    const name = { number: 0, version: 1 };
    await note({ kind: 'archive', format, channel, name }, () =>
      archiveDocument(renderer, { channel, name, format }, Buffer.alloc(0)),
    );
    for (const selection of [facet, ...views.map((view) => ({ ...whole, view }))]) {
      const address = { format, channel, selection, isRoot: false };
      await note({ kind: 'feed', ...address }, async () => run.feeds.feed(await load(selection), address));
    }
    if (id !== site.defaultChannelId) continue;
    const root = { format, channel, selection: whole, isRoot: true };
    await note({ kind: 'feed', ...root }, async () => run.feeds.feed(await load(whole), root));
  }
}
