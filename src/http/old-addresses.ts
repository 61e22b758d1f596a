import { type Request, type RequestHandler, Router } from 'express';
import type { Channel, Site } from '../domain/channel.ts';
import { findOldFeed, type OldFeed } from '../domain/old-addresses.ts';
import type { OldAddresses } from '../domain/old-site.ts';
import { type Selection, wholeOf } from '../domain/selection.ts';
import { feedPathOf } from '../publish/resource.ts';
import type { FeedsContext } from './feed-routes.ts';
import { createErrorHandler } from './problem.ts';

interface OldAddressesContext extends Pick<FeedsContext, 'select' | 'redirect' | 'sendProblem'> {
  readonly site: Site;
  readonly onError: (error: unknown, request: Request) => void;
}

/** An address in a form in which it can be compared. */
interface Address {
  /** Percent-encoded, without a slash at its end but for that of `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Our own addresses, and behind them those of the site before, which lead by 308 to what they are now. Only queries
 * of the front page come first, since it has none itself.
 */
export function withOldAddresses(own: Router, old: OldAddresses, context: OldAddressesContext): Router {
  const { redirect, sendProblem, onError } = context;
  const moved = old.moved.map(({ from, to }) => ({ from: readAddress(from), to }));
  // The one that asks for more is meant before one that it holds.
  moved.sort((one, other) => other.from.query.size - one.from.query.size);

  const leadOn: RequestHandler = async (request, response, next) => {
    const asked = readAddress(request.url);
    const named = moved.find(({ from }) => isThere(from, asked))?.to;
    const path = named ?? (await findFeedPath(context, old, asked));
    if (path === undefined) next();
    else redirect(request, response, path, { isComplete: true });
  };

  const router = Router({ strict: true, caseSensitive: true });
  router.get('/', leadOn);
  router.use(own);
  router.get(/^\//, leadOn);
  router.use(createErrorHandler(sendProblem, onError));
  return router;
}

function readAddress(url: string): Address {
  // Two slashes at the beginning would name a host; two alone name none, which is an error.
  const { pathname, searchParams } = new URL(url.replace(/^\/+/, '/'), 'http://path.invalid');
  const path = pathname.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  return { path: path === '/' ? path : path.replace(/\/$/, ''), query: searchParams };
}

/** What others have added to the query makes no other address. */
function isThere(from: Address, asked: Address): boolean {
  const isAsked = ([name, value]: readonly [string, string]) => asked.query.get(name) === value;
  return from.path === asked.path && [...from.query].every(isAsked);
}

/** The path of our feed for it; undefined where there was none, or where we have nothing of that name. */
async function findFeedPath(
  { site, select }: OldAddressesContext,
  { systems }: OldAddresses,
  { path, query }: Address,
): Promise<string | undefined> {
  const { channel, rest } = splitChannel(site, path);
  const feed = findOldFeed(systems, rest, query);
  const whole = channel ?? site.channels.find(({ id }) => id === site.defaultChannelId);
  if (feed === undefined || whole === undefined) return undefined;
  const selection = await findSelection(select, whole, feed);
  const isRoot = channel === undefined && feed.part === undefined;
  return selection && feedPathOf({ format: feed.format, channel: whole, selection, isRoot });
}

/** Sites in several languages have one before everything: `/en/feed/`. */
function splitChannel(site: Site, path: string): { readonly channel?: Channel; readonly rest: string } {
  const channel = site.channels.find(({ id }) => path === `/${id}` || path.startsWith(`/${id}/`));
  if (channel === undefined) return { rest: path };
  const rest = path.slice(channel.id.length + 1);
  return { channel, rest: rest === '' ? '/' : rest };
}

async function findSelection(
  select: FeedsContext['select'],
  channel: Channel,
  { part }: OldFeed,
): Promise<Selection | undefined> {
  if (part === undefined) return wholeOf(channel);
  const name = decoded(part.name);
  if (name === undefined) return undefined;
  for (const kind of part.kinds) {
    const selection = await select(channel, { facets: new Map([[kind, name]]) });
    if (selection !== undefined) return selection;
  }
  return undefined;
}

/** Undefined where it is no UTF-8: old systems wrote names in whatever encoding they had. */
function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}
