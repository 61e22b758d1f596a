import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Site } from '../domain/channel.ts';
import type { ProgramReport } from '../domain/polling.ts';
import { renderPollersPage } from '../render/pages/pollers-page.ts';
import { writeSecurityHeaders } from './headers.ts';
import { challenges, isOperator } from './operator-access.ts';
import {
  createErrorHandler,
  createMethodGuard,
  createProblemSender,
  type OnError,
  type SendProblem,
} from './problem.ts';

/** What only the operator may see. */
export interface OperatorDesk {
  readonly site: Site;
  /** Asked for wherever these addresses stand; undefined: whoever reaches them may read them. */
  readonly token: string | undefined;
  readonly metrics: { readonly contentType: string; readonly load: () => Promise<string> };
  /** The programs of the last days, what was counted a moment ago included. */
  readonly loadPrograms: () => Promise<{
    readonly days: number;
    readonly programs: readonly ProgramReport[];
  }>;
}

export function addOperatorRoutes(router: Router, desk: OperatorDesk, sendProblem: SendProblem): void {
  const { site, metrics } = desk;
  const guard = createGuard(desk.token, sendProblem);
  const read = (path: string, load: () => Promise<{ readonly type: string; readonly text: string }>) => {
    const answer: RequestHandler = async (request, response) => {
      const { type, text } = await load();
      writeSecurityHeaders(request, response);
      response.set('Cache-Control', 'private, no-store').set('Content-Type', type).send(Buffer.from(text));
    };
    router.route(path).get(guard, answer).all(createMethodGuard(sendProblem, 'GET, HEAD'));
  };
  read('/metrics', async () => ({ type: metrics.contentType, text: await metrics.load() }));
  read('/pollers', async () => {
    const { days, programs } = await desk.loadPrograms();
    return { type: 'text/html; charset=utf-8', text: renderPollersPage(site, days, programs) };
  });
}

/** The operator's addresses alone, for a listener of their own. */
export function createOperatorApp(desk: OperatorDesk, onError: OnError): Express {
  // What the operator asks for is no traffic of the site's.
  const sendProblem = createProblemSender(desk.site, () => undefined);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const router = express.Router({ strict: true, caseSensitive: true });
  addOperatorRoutes(router, desk, sendProblem);
  app.use(router);
  app.use((request, response) => sendProblem(request, response, 'not_found'));
  app.use(createErrorHandler(sendProblem, onError));
  return app;
}

function createGuard(token: string | undefined, sendProblem: SendProblem): RequestHandler {
  return (request, response, next) => {
    if (token === undefined || isOperator(request, token)) {
      next();
      return;
    }
    response.set('WWW-Authenticate', Array.from(challenges));
    sendProblem(request, response, 'unauthorized');
  };
}
