import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { feedPath } from '../domain/addresses.ts';
import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import { createNashra, type Nashra } from '../start.ts';
import { createLogger } from './logger.ts';

/** Requests under way have so long to finish; the process is gone within 5 s of the signal. */
const graceMs = 3_000;

/** Runs until SIGTERM or SIGINT, and resolves when everything is closed. */
export async function serve(environment: Environment): Promise<void> {
  const logger = createLogger(environment.logLevel);
  const stopped = waitForSignal();
  const { server, open } = createHeldServer();
  await listen(server, environment);
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  let nashra: Nashra | undefined;
  try {
    const local = localUrl(server, environment.host);
    const baseUrl = environment.baseUrl ?? local;
    const { configDir, feedsDir, databaseUrl } = environment;
    if (!existsSync(feedsDir)) logger.warn({ feedsDir }, 'the inbox is not there yet; waiting for it');
    nashra = await createNashra({ configDir, feedsDir, databaseUrl, baseUrl, logger });
    open(nashra.listener);
    await Promise.race([nashra.ready, stopped]);
    announce(nashra, local, feedsDir);
    logger.info({ signal: await stopped }, 'stopping');
  } finally {
    closeSoon(server);
    await closed;
    await nashra?.close();
  }
}

/**
 * The port is taken before anything else is done, since the addresses in the documents follow from it; requests
 * that come before the documents are ready wait for them.
 */
function createHeldServer(): { server: Server; open: (listener: RequestListener) => void } {
  let open: (listener: RequestListener) => void = () => undefined;
  const opened = new Promise<RequestListener>((resolve) => {
    open = resolve;
  });
  let listener: RequestListener = async (request, response) => (await opened)(request, response);
  void opened.then((ready) => {
    listener = ready;
  });
  return { server: createServer((request, response) => listener(request, response)), open };
}

function listen(server: Server, { port, host }: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new NashraError('address_in_use', listenFault(cause.code, port, host), { cause }));
    });
    server.listen({ port, ...(host === undefined ? {} : { host }) }, resolve);
  });
}

function listenFault(code: string | undefined, port: number, host: string | undefined): string {
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL')
    return `HOST ${host} is no address of this machine (${code}); choose another with HOST.`;
  const reason = code === 'EADDRINUSE' ? 'is already in use' : `cannot be listened on (${code})`;
  return `Port ${port} ${reason}; choose another with PORT.`;
}

function localUrl(server: Server, host: string | undefined): string {
  const { port } = server.address() as AddressInfo;
  const isEverywhere = host === undefined || host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function announce({ site }: Nashra, local: string, feedsDir: string): void {
  const lines = [
    'Nashra is running.',
    `  Site    ${site.baseUrl}/`,
    `  Feed    ${site.baseUrl}${feedPath('rss')}`,
    `  Inbox   ${feedsDir}`,
    `  Listens ${local}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function waitForSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}

/** Requests under way may finish; what has not by then is cut off. */
function closeSoon(server: Server): void {
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), graceMs).unref();
}
