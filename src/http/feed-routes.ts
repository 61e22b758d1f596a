import type { Request, RequestHandler, Response, Router } from 'express';
import { archivePath, type FeedFormat, facetFolders, feedPath } from '../domain/addresses.ts';
import type { Channel } from '../domain/channel.ts';
import {
  type FacetKind,
  facetKinds,
  isWhole,
  type Selection,
  type View,
  views,
} from '../domain/selection.ts';
import type { ArchiveName } from '../domain/snapshot.ts';
import type { Documents } from '../publish/documents.ts';
import { type FeedAddress, feedPathOf, pathOf, type Resource } from '../publish/resource.ts';
import type { Asked } from '../publish/select.ts';
import { isNavigation } from './front-door.ts';
import { corsPreflight } from './headers.ts';
import { createMethodGuard, type SendProblem } from './problem.ts';
import { askedPath, readAsked } from './read-asked.ts';
import type { Redirect } from './redirect.ts';
import type { RefuseSpent } from './refuse-spent.ts';
import { askedFor } from './send-feed.ts';
import type { SendRepresentation } from './send-representation.ts';

export interface FeedsContext {
  readonly documents: Documents;
  readonly channelOf: (request: Request) => Channel;
  /** Undefined where the channel has nothing of that name. */
  readonly select: (channel: Channel, asked: Asked) => Promise<Selection | undefined>;
  /** The archive of that number as it is named now. */
  readonly findArchive: (channelId: string, number: number) => Promise<ArchiveName | undefined>;
  readonly redirect: Redirect;
  readonly sendProblem: SendProblem;
  readonly send: SendRepresentation;
  readonly refuseSpent: RefuseSpent;
}

const formats: readonly FeedFormat[] = ['rss', 'atom', 'json'];

/** What the path itself says of the selection. */
interface OwnPart {
  readonly facet?: FacetKind;
  readonly view?: View;
}

/** Every feed of a channel and of its parts, their archives, and the pages of the parts. */
export function addFeedRoutes(router: Router, context: FeedsContext): void {
  const guard = createMethodGuard(context.sendProblem, 'GET, HEAD, OPTIONS');
  const readFeed = (path: string, handler: RequestHandler) =>
    router.route(path).get(handler).options(sendPreflight).all(guard);
  for (const format of formats) {
    const file = feedPath(format);
    readFeed(file, feedHandler(context, format, {}));
    readFeed(`/:channelId${file}`, feedHandler(context, format, {}));
    for (const view of views.filter((one) => one !== 'full'))
      readFeed(`/:channelId/${view}${file}`, feedHandler(context, format, { view }));
    for (const facet of facetKinds)
      readFeed(`/:channelId/${facetFolders[facet]}/:name${file}`, feedHandler(context, format, { facet }));
    readFeed(`/:channelId/archive/:number{/:version}${file}`, archiveHandler(context, format));
  }
  const pageGuard = createMethodGuard(context.sendProblem, 'GET, HEAD');
  router.route('/:channelId/').get(listingHandler(context, {})).all(pageGuard);
  for (const facet of facetKinds) {
    const path = `/:channelId/${facetFolders[facet]}/:name/`;
    router.route(path).get(listingHandler(context, { facet })).all(pageGuard);
  }
}

function feedHandler(context: FeedsContext, format: FeedFormat, own: OwnPart): RequestHandler {
  return async (request, response, next) => {
    const selection = await selectAsked(context, request, own);
    if (selection === undefined) {
      next('router');
      return;
    }
    const channel = context.channelOf(request);
    const isChannelNamed = request.params.channelId !== undefined;
    const isPlain = isWhole(selection) && selection.limit === channel.maxItems;
    const address = { format, channel, selection, isRoot: !isChannelNamed && isPlain };
    const path = feedPathOf(address);
    if (askedPath(request.url) !== path) context.redirect(request, response, path, { isComplete: true });
    else await sendFeed(context, request, response, address);
  };
}

async function sendFeed(
  { documents, send, refuseSpent }: FeedsContext,
  request: Request,
  response: Response,
  address: FeedAddress,
): Promise<void> {
  const kind = isNavigation(request) ? 'feedPage' : 'feed';
  const path = feedPathOf(address);
  if (kind === 'feed' && refuseSpent(request, response, address.format, path)) return;
  const whole = await get(documents, { kind, ...address });
  const asked = askedFor(request, whole);
  const answer = 'since' in asked ? await get(documents, { kind: 'feed', ...address, ...asked }) : asked;
  send(request, response, answer, path);
}

async function get(documents: Documents, resource: Resource) {
  const representation = await documents.get(resource);
  if (representation === undefined) throw new Error(`nothing was rendered for ${pathOf(resource)}`);
  return representation;
}

/** An archive that has another version by now is not served under its old name; whoever asks for it is led on. */
function archiveHandler(context: FeedsContext, format: FeedFormat): RequestHandler {
  return async (request, response, next) => {
    const { documents, findArchive, redirect, send } = context;
    const channel = context.channelOf(request);
    const number = wholeNumber(request.params.number);
    const current = number === undefined ? undefined : await findArchive(channel.id, number);
    if (current === undefined) {
      next('router');
      return;
    }
    if (wholeNumber(request.params.version) !== current.version) {
      redirect(request, response, archivePath(channel.id, current, format), { status: 302 });
      return;
    }
    const resource = { kind: 'archive', format, channel, name: current } as const;
    const archive = await documents.get(resource);
    if (archive === undefined) next('router');
    else send(request, response, archive, pathOf(resource));
  };
}

function listingHandler(context: FeedsContext, own: OwnPart): RequestHandler {
  return async (request, response, next) => {
    const selection = await selectAsked(context, request, own, '/');
    if (selection === undefined) {
      next('router');
      return;
    }
    const resource = { kind: 'listing', channel: context.channelOf(request), selection } as const;
    const path = pathOf(resource);
    if (askedPath(request.url).split('?')[0] !== path) context.redirect(request, response, path);
    else context.send(request, response, await get(context.documents, resource), path);
  };
}

/** @param url whose query is read; that of the request unless a page's, which has none */
function selectAsked(
  { select, channelOf }: FeedsContext,
  request: Request,
  { facet, view }: OwnPart,
  url: string = request.url,
): Promise<Selection | undefined> {
  const { name } = request.params;
  const asked = readAsked(url, {
    ...(facet === undefined || typeof name !== 'string' ? {} : { facet: [facet, name] as const }),
    ...(view === undefined ? {} : { view }),
  });
  return select(channelOf(request), asked);
}

/** As it is written in addresses, without a sign or zeros before it. */
export function wholeNumber(text: unknown): number | undefined {
  return typeof text === 'string' && /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}

const sendPreflight: RequestHandler = (_request, response) => {
  response.writeHead(204, [...corsPreflight, 'Allow', 'GET, HEAD, OPTIONS']).end();
};
