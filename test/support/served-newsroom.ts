import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Channel } from '../../src/domain/channel.ts';
import { createApp } from '../../src/http/app.ts';
import { createFrontDoor } from '../../src/http/front-door.ts';
import { headerPolicy } from '../../src/http/headers.ts';
import { createRoutes } from '../../src/http/routes.ts';
import { openPolling } from '../../src/open-polling.ts';
import { type Documents, openDocuments } from '../../src/publish/documents.ts';
import { createResourceRenderer } from '../../src/publish/render-resource.ts';
import { selectAsked } from '../../src/publish/select.ts';
import { findArchive } from '../../src/store/archives.ts';
import { findItem } from '../../src/store/items.ts';
import { findPublishedMedia, readMedia } from '../../src/store/media.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from './newsroom.ts';

/** A test's newsroom behind a real socket; its documents follow the log when `look` is called. */
export interface ServedNewsroom extends TestNewsroom {
  readonly url: string;
  readonly documents: Documents;
  readonly look: () => Promise<void>;
}

/** @param maxItems of every channel's feed */
export async function serveTestNewsroom(maxItems: number): Promise<ServedNewsroom> {
  const newsroom = await openTestNewsroom();
  const { store, clock } = newsroom;
  const now = () => clock.now;
  const site = { ...twoChannelSite, channels: twoChannelSite.channels.map((one) => ({ ...one, maxItems })) };
  const renderer = createResourceRenderer({
    store,
    site,
    now,
    headers: headerPolicy(),
    onItemFault: (_item, error) => {
      throw error;
    },
  });
  const documents = openDocuments({ store, site, renderer, now });
  await documents.catchUp();
  const onError = (error: unknown) => {
    throw error;
  };
  const polling = openPolling(
    { store, site, now },
    { logger: { warn: () => undefined, error: onError }, onError },
  );
  const routes = createRoutes({
    site,
    documents,
    media: {
      find: (sha256) => findPublishedMedia(store, sha256),
      read: (sha256, start, end) => readMedia(store, sha256, start, end),
    },
    findItem: (key) => findItem(store, key),
    select: (channel: Channel, asked) => selectAsked(store, channel, asked),
    findArchive: (channelId, number) => findArchive(store, channelId, number),
    checkHealth: async () => undefined,
    send: polling.send,
    refuseSpent: polling.refuseSpent,
    observe: polling.observe,
    operator: undefined,
    onError,
  });
  const app = createApp(site, routes, polling.observe);
  const server = createServer(
    createFrontDoor(documents, polling.send, (request, response) => app(request, response)),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...newsroom,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    documents,
    look: () => documents.catchUp(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      documents.close();
      await polling.close();
      await newsroom.close();
    },
  };
}
