import type { Environment } from '../environment.ts';
import { headerPolicy } from '../http/headers.ts';
import { openNewsroom } from '../newsroom.ts';
import { createResourceRenderer } from '../publish/render-resource.ts';
import { pathOf } from '../publish/resource.ts';

export interface NewsroomFeed {
  /** Its address as the world sees it. */
  readonly url: string;
  readonly bytes: Uint8Array;
}

/** Every feed of the newsroom, made from its store as the server makes them; nothing is published or fetched. */
export async function readNewsroomFeeds(environment: Environment): Promise<readonly NewsroomFeed[]> {
  const { configDir, databaseUrl, port } = environment;
  const baseUrl = environment.baseUrl ?? `http://localhost:${port}`;
  const newsroom = await openNewsroom({ configDir, databaseUrl, baseUrl });
  const { store, site, now } = newsroom;
  const onItemFault = ({ id }: { readonly id: string }) =>
    void process.stderr.write(`${id} cannot be rendered and stands in no feed.\n`);
  try {
    const renderer = createResourceRenderer({ store, site, now, headers: headerPolicy(), onItemFault });
    const feeds: NewsroomFeed[] = [];
    for (const channel of site.channels) {
      const { documents } = await renderer.renderFeeds(channel, (resource, { body }) => ({
        url: site.baseUrl + pathOf(resource),
        bytes: Buffer.from(body),
      }));
      feeds.push(...documents);
    }
    return feeds;
  } finally {
    await newsroom.close();
  }
}
