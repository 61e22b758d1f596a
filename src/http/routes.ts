import { type Request, type RequestHandler, type Response, Router } from 'express';
import { itemPath, newsSitemapPath } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { NashraError } from '../domain/errors.ts';
import type { Documents } from '../publish/documents.ts';
import { farewell } from '../publish/farewell.ts';
import { pathOf, type Resource } from '../publish/resource.ts';
import type { StoredItem } from '../store/items.ts';
import { addFeedRoutes, type FeedsContext, wholeNumber } from './feed-routes.ts';
import { writeSecurityHeaders } from './headers.ts';
import { withOldAddresses } from './old-addresses.ts';
import { addOperatorRoutes, type OperatorDesk } from './operator-routes.ts';
import type { PollerDesk } from './poller-desk.ts';
import {
  createErrorHandler,
  createMethodGuard,
  createProblemSender,
  type OnError,
  type SendProblem,
} from './problem.ts';
import { createRedirect, type Redirect } from './redirect.ts';
import { type PublishedMedia, sendMedia } from './send-media.ts';

export interface RoutesContext extends Omit<FeedsContext, 'channelOf' | 'redirect' | 'sendProblem'> {
  readonly site: Site;
  readonly documents: Documents;
  readonly media: PublishedMedia;
  readonly observe: PollerDesk['observe'];
  /** Undefined: the operator's addresses are nowhere here. */
  readonly operator: OperatorDesk | undefined;
  readonly findItem: (key: string) => Promise<StoredItem | undefined>;
  /** What keeps the newsroom from publishing now. */
  readonly checkHealth: () => Promise<NashraError | undefined>;
  readonly onError: OnError;
}

/** Everything that Nashra answers, as a router for any Express application; other paths go on to what follows it. */
export function createRoutes(context: RoutesContext): Router {
  const { site, documents, send, observe } = context;
  const router = Router({ strict: true, caseSensitive: true });
  const sendProblem = createProblemSender(site, observe);
  const redirect = createRedirect(site, observe);
  const channelOf = (request: Request) => findChannel(site, request);

  const answer = (named: Resource | ((request: Request) => Resource | undefined)): RequestHandler => {
    return async (request, response, next) => {
      const resource = typeof named === 'function' ? named(request) : named;
      const representation = resource && (await documents.get(resource));
      if (resource === undefined || representation === undefined) next('router');
      else send(request, response, representation, pathOf(resource));
    };
  };
  const read = (path: string, handler: RequestHandler) => {
    router.route(path).get(handler).all(createMethodGuard(sendProblem, 'GET, HEAD'));
  };

  read('/media/:sha256.:ending', async (request, response, next) => {
    const name = { sha256: one(request.params.sha256), ending: one(request.params.ending) };
    const sentBytes = await sendMedia(context.media, name, request, response);
    if (sentBytes === undefined) next('router');
    else observe(request, response.statusCode, sentBytes, 'media');
  });
  if (context.operator !== undefined) addOperatorRoutes(router, context.operator, sendProblem);

  // What names no channel of ours is somebody else's address.
  router.param('channelId', (_request, _response, next, channelId) => {
    next(site.channels.some(({ id }) => id === channelId) ? undefined : 'router');
  });
  addFeedRoutes(router, { ...context, channelOf, redirect, sendProblem });
  read('/', answer({ kind: 'site' }));
  read('/opml.xml', answer({ kind: 'opml' }));
  read('/robots.txt', answer({ kind: 'robots' }));
  read('/sitemap.xml', answer({ kind: 'sitemapIndex' }));
  read('/sitemap-pages.xml', answer({ kind: 'pagesSitemap' }));
  read(
    newsSitemapPath(':channelId'),
    answer((request) => ({ kind: 'newsSitemap', channel: channelOf(request) })),
  );
  read(
    '/:channelId/sitemap-:number.xml',
    answer((request) => {
      const number = wholeNumber(request.params.number);
      return number === undefined ? undefined : { kind: 'sitemap', channel: channelOf(request), number };
    }),
  );
  read('/health', async (request, response) => {
    const fault = await context.checkHealth();
    writeSecurityHeaders(request, response);
    const status = fault === undefined ? 200 : 503;
    const state =
      fault === undefined ? { status: 'ok' } : { status: 'failing', code: fault.code, reason: fault.message };
    response.status(status).set('Cache-Control', 'no-store').json(state);
    observe(request, status, 0, 'health');
  });
  read('/:channelId', (request, response) => {
    redirect(request, response, `/${channelOf(request).id}/`);
  });
  read('/:channelId/:key{/:slug}', itemHandler(context, channelOf, redirect, sendProblem));
  router.use(createErrorHandler(sendProblem, context.onError));
  return site.oldAddresses === undefined
    ? router
    : withOldAddresses(router, site.oldAddresses, { ...context, redirect, sendProblem });
}

/** For the standalone program, after the routes: nothing else has an address. */
export function createNotFoundHandler(site: Site, observe: PollerDesk['observe']): RequestHandler {
  const sendProblem = createProblemSender(site, observe);
  return (request, response) => sendProblem(request, response, 'not_found');
}

/** The channel that the address names, or the default one. */
function findChannel(site: Site, request: Request): Channel {
  const named =
    request.params.channelId === undefined ? site.defaultChannelId : one(request.params.channelId);
  const channel = site.channels.find(({ id }) => id === named);
  if (channel === undefined) throw new Error(`no route leads to channel ${named}`);
  return channel;
}

/**
 * An item is found by its key alone; an address with an old headline in it leads to the one with today's. What was
 * withdrawn is gone (RFC 9110 §15.5.11), and what is scheduled was never there.
 */
function itemHandler(
  { documents, findItem, send }: RoutesContext,
  channelOf: (request: Request) => Channel,
  redirect: Redirect,
  sendProblem: SendProblem,
): RequestHandler {
  return async (request: Request, response: Response, next) => {
    const channel = channelOf(request);
    const stored = await findItem(one(request.params.key));
    if (stored?.item.channelId !== channel.id || stored.arrival === undefined) {
      next('router');
      return;
    }
    if (stored.endedAt !== undefined) {
      sendProblem(request, response, 'gone', { channel, message: farewell(channel, stored) });
      return;
    }
    const { item } = stored;
    const path = itemPath(item);
    if (request.params.slug !== item.slug) {
      redirect(request, response, path);
      return;
    }
    const representation = await documents.get({ kind: 'item', channel, key: item.key, path });
    if (representation === undefined) next('router');
    else send(request, response, representation, path);
  };
}

function one(parameter: string | readonly string[] | undefined): string {
  return typeof parameter === 'string' ? parameter : '';
}
