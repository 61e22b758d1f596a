import express, { type Express, type Router } from 'express';
import type { Site } from '../domain/channel.ts';
import type { PollerDesk } from './poller-desk.ts';
import { createNotFoundHandler } from './routes.ts';

/** The standalone application: the routes, and 404 for everything else. */
export function createApp(site: Site, routes: Router, observe: PollerDesk['observe']): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(routes);
  app.use(createNotFoundHandler(site, observe));
  return app;
}
