import type { Request, Response } from 'express';
import type { Site } from '../domain/channel.ts';
import { writeSecurityHeaders } from './headers.ts';
import type { PollerDesk } from './poller-desk.ts';

/** To a path of ours. */
export type Redirect = (request: Request, response: Response, path: string, how?: RedirectOptions) => void;

interface RedirectOptions {
  /** 302 where the address may lead elsewhere tomorrow; else 308. */
  readonly status?: 302 | 308;
  /** The path has a query of its own, or none is wanted. */
  readonly isComplete?: boolean;
}

// A headline can be taken back: two addresses that a browser remembers as leading to one another would be a loop.
const redirectFreshness = 'no-cache';

/** With the request's query: aggregators add parameters to the addresses that they hand on. */
export function createRedirect(site: Site, observe: PollerDesk['observe']): Redirect {
  return (request, response, path, { status = 308, isComplete = false } = {}) => {
    const at = request.url.indexOf('?');
    const query = at < 0 || isComplete ? '' : request.url.slice(at);
    writeSecurityHeaders(request, response);
    response.set('Cache-Control', redirectFreshness).redirect(status, site.baseUrl + path + query);
    observe(request, status, 0, 'redirect');
  };
}
