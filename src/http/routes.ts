import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { FeedFormat } from '../domain/addresses.ts';
import { feedPath, itemPath } from '../domain/addresses.ts';
import type { Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Documents } from '../publish/documents.ts';
import type { Resource } from '../publish/resource.ts';
import { isNavigation } from './front-door.ts';
import { corsPreflight, writeSecurityHeaders } from './headers.ts';
import { createErrorHandler, createMethodGuard, createProblemSender } from './problem.ts';
import { type PublishedMedia, sendMedia } from './send-media.ts';
import { sendRepresentation } from './send-representation.ts';

export interface RoutesContext {
  readonly site: Site;
  readonly documents: Documents;
  readonly media: PublishedMedia;
  readonly findItem: (key: string) => Promise<FeedItem | undefined>;
  /** Rejects when the store does not answer. */
  readonly checkHealth: () => Promise<void>;
  readonly onError: (error: unknown, request: Request) => void;
}

/** Everything that Nashra answers, as a router for any Express application; other paths go on to what follows it. */
export function createRoutes(context: RoutesContext): Router {
  const { site, documents } = context;
  const router = Router({ strict: true, caseSensitive: true });
  const sendProblem = createProblemSender(site);
  const redirect = createRedirect(site);

  const answer = (find: (request: Request) => Resource): RequestHandler => {
    return async (request, response, next) => {
      const representation = await documents.get(find(request));
      if (representation === undefined) next('router');
      else sendRepresentation(request, response, representation);
    };
  };
  const read = (path: string, handler: RequestHandler) => {
    router.route(path).get(handler).all(createMethodGuard(sendProblem, 'GET, HEAD'));
  };

  read('/media/:sha256.:ending', async (request, response, next) => {
    const name = { sha256: one(request.params.sha256), ending: one(request.params.ending) };
    if (!(await sendMedia(context.media, name, request, response))) next('router');
  });

  // What names no channel of ours is somebody else's address.
  router.param('channelId', (_request, _response, next, channelId) => {
    next(site.channels.some(({ id }) => id === channelId) ? undefined : 'router');
  });
  for (const format of ['rss', 'atom', 'json'] as const) {
    for (const path of [feedPath(format), feedPath(format, ':channelId')]) {
      router
        .route(path)
        .get(answer((request) => feedResource(request, format)))
        .options(sendPreflight)
        .all(createMethodGuard(sendProblem, 'GET, HEAD, OPTIONS'));
    }
  }
  read(
    '/',
    answer(() => ({ kind: 'site' })),
  );
  read(
    '/opml.xml',
    answer(() => ({ kind: 'opml' })),
  );
  read(
    '/robots.txt',
    answer(() => ({ kind: 'robots' })),
  );
  read('/health', async (request, response) => {
    await context.checkHealth();
    writeSecurityHeaders(request, response);
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  read(
    '/:channelId/',
    answer(({ params }) => ({ kind: 'channel', channelId: one(params.channelId) })),
  );
  read('/:channelId', (request, response) => {
    redirect(request, response, `/${one(request.params.channelId)}/`);
  });
  read('/:channelId/:key{/:slug}', itemHandler(context, redirect));
  router.use(createErrorHandler(sendProblem, context.onError));
  return router;
}

/** For the standalone program, after the routes: nothing else has an address. */
export function createNotFoundHandler(site: Site): RequestHandler {
  const sendProblem = createProblemSender(site);
  return (request, response) => sendProblem(request, response, 'not_found');
}

function feedResource(request: Request, format: FeedFormat): Resource {
  const channelId = request.params.channelId === undefined ? undefined : one(request.params.channelId);
  return { kind: isNavigation(request) ? 'feedPage' : 'feed', format, channelId };
}

/** An item is found by its key alone; an address with an old headline in it leads to the one with today's. */
function itemHandler({ documents, findItem }: RoutesContext, redirect: Redirect): RequestHandler {
  return async (request, response, next) => {
    const { channelId, key } = request.params;
    const item = await findItem(one(key));
    if (item === undefined || item.channelId !== channelId) {
      next('router');
      return;
    }
    const path = itemPath(item);
    if (request.params.slug !== item.slug) {
      redirect(request, response, path);
      return;
    }
    const representation = await documents.get({ kind: 'item', channelId, key: item.key, path });
    if (representation === undefined) next('router');
    else sendRepresentation(request, response, representation);
  };
}

type Redirect = (request: Request, response: Response, path: string) => void;

// A headline can be taken back: two addresses that a browser remembers as leading to one another would be a loop.
const redirectFreshness = 'no-cache';

/** To a path of ours, with the request's query: aggregators add parameters to the addresses that they hand on. */
function createRedirect(site: Site): Redirect {
  return (request, response, path) => {
    const at = request.url.indexOf('?');
    const query = at < 0 ? '' : request.url.slice(at);
    writeSecurityHeaders(request, response);
    response.set('Cache-Control', redirectFreshness).redirect(308, site.baseUrl + path + query);
  };
}

const sendPreflight: RequestHandler = (_request, response) => {
  response.writeHead(204, [...corsPreflight, 'Allow', 'GET, HEAD, OPTIONS']).end();
};

function one(parameter: string | readonly string[] | undefined): string {
  return typeof parameter === 'string' ? parameter : '';
}
