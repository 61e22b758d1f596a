import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { feedPath } from '../domain/addresses.ts';
import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import { createLimitedServer, type LimitedServerOptions } from '../http/limited-server.ts';
import type { Siblings } from '../http/siblings.ts';
import { createNashra, type Logger, type Nashra } from '../start.ts';
import { createLogger } from './logger.ts';

/** Requests under way have so long to finish; the process is gone within 5 s of the signal. */
const graceMs = 3_000;
/** Then nothing is waited for any longer: a database that has fallen silent holds up whoever asked it for a minute. */
const lastMs = 4_000;

/** What one of several processes that serve together has beside those that serve alone. */
export interface Post {
  readonly siblings: Siblings;
  /** It answers requests, on these ports by their variables. */
  readonly onOpen: (ports: Readonly<Record<string, string>>) => void;
  /** Says the announcement when all of them are ready. */
  readonly onReady: (announcement: string) => void;
}

/** Runs until SIGTERM or SIGINT, and resolves when everything is closed. */
export async function serve(environment: Environment, post?: Post): Promise<void> {
  const logger = createLogger(environment.logLevel);
  const stopped = waitForSignal();
  void stopped.then(() => endAtLast(logger));
  const doors = await openDoors(
    environment,
    () => logger.warn({ variable: 'MAX_CONNECTIONS' }, 'refused connections, there are too many'),
    (err) => logger.error({ err }, 'cannot take a connection'),
  );
  const { main, operator } = doors;
  let nashra: Nashra | undefined;
  try {
    const local = localUrl(main.server, environment.host);
    const baseUrl = environment.baseUrl ?? local;
    const { configDir, feedsDir, databaseUrl, trustProxy, metricsToken } = environment;
    nashra = await createNashra({
      configDir,
      feedsDir,
      databaseUrl,
      baseUrl,
      logger,
      ...(trustProxy === undefined ? {} : { trustProxy }),
      ...(metricsToken === undefined ? {} : { metricsToken }),
      ...(post === undefined ? {} : { siblings: post.siblings }),
    });
    main.open(nashra.listener);
    operator?.open(nashra.operatorListener);
    post?.onOpen(portsOf(doors));
    await Promise.race([nashra.ready, stopped]);
    const metrics = metricsUrl(environment, operator, nashra.site.baseUrl);
    const announcement = announcementOf(nashra, { local, feedsDir, metrics });
    if (post === undefined) process.stdout.write(announcement);
    else post.onReady(announcement);
    const signal = await stopped;
    if (post === undefined) logger.info({ signal }, 'stopping');
  } finally {
    // Who reads slowly must not keep another process from the work; `close` tells of what failed.
    await Promise.allSettled([nashra?.handOver(), closeDoors(doors)]);
    await nashra?.close();
  }
}

interface Door {
  readonly server: Server;
  readonly open: (listener: RequestListener) => void;
}

interface Doors {
  readonly main: Door;
  readonly operator: Door | undefined;
}

async function openDoors(
  { port, host, metricsPort, metricsHost, maxConnections }: Environment,
  onRefused: () => void,
  onFault: (error: Error) => void,
): Promise<Doors> {
  const main = createHeldServer({ limits: { connections: maxConnections }, onRefused });
  await listen(main.server, { port, host, variables: ['PORT', 'HOST'] });
  main.server.on('error', onFault);
  if (metricsPort === undefined) return { main, operator: undefined };
  const operator = createHeldServer();
  try {
    const variables = ['METRICS_PORT', 'METRICS_HOST'] as const;
    await listen(operator.server, { port: metricsPort, host: metricsHost, variables });
  } catch (error) {
    main.server.close();
    throw error;
  }
  operator.server.on('error', onFault);
  return { main, operator };
}

/**
 * The port is taken before anything else is done, since the addresses in the documents follow from it; requests
 * that come before the documents are ready wait for them.
 */
function createHeldServer(options: LimitedServerOptions = {}): Door {
  let open: (listener: RequestListener) => void = () => undefined;
  const opened = new Promise<RequestListener>((resolve) => {
    open = resolve;
  });
  let listener: RequestListener = async (request, response) => (await opened)(request, response);
  void opened.then((ready) => {
    listener = ready;
  });
  const server = createLimitedServer((request, response) => listener(request, response), options);
  return { server, open };
}

interface ListenAddress {
  readonly port: number;
  readonly host: string | undefined;
  /** Where the two come from. */
  readonly variables: readonly [port: string, host: string];
}

function listen(server: Server, address: ListenAddress): Promise<void> {
  const { port, host } = address;
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) =>
      reject(new NashraError('address_in_use', listenFault(cause.code, address), { cause }));
    server.once('error', fail);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

function listenFault(code: string | undefined, { port, host, variables }: ListenAddress): string {
  const [portVariable, hostVariable] = variables;
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL')
    return `${hostVariable} ${host} is no address of this machine (${code}); choose another with ${hostVariable}.`;
  const reason = code === 'EADDRINUSE' ? 'is already in use' : `cannot be listened on (${code})`;
  return `Port ${port} ${reason}; choose another with ${portVariable}.`;
}

function portsOf({ main, operator }: Doors): Readonly<Record<string, string>> {
  const port = ({ server }: Door) => String((server.address() as AddressInfo).port);
  return { PORT: port(main), ...(operator === undefined ? {} : { METRICS_PORT: port(operator) }) };
}

function localUrl(server: Server, host: string | undefined): string {
  const { port } = server.address() as AddressInfo;
  const isEverywhere = host === undefined || host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Undefined where nobody can ask for them. */
function metricsUrl(
  { metricsHost, metricsToken }: Environment,
  operator: Door | undefined,
  baseUrl: string,
): string | undefined {
  if (operator !== undefined) return `${localUrl(operator.server, metricsHost)}/metrics`;
  return metricsToken === undefined ? undefined : `${baseUrl}/metrics`;
}

interface Announced {
  readonly local: string;
  readonly feedsDir: string;
  readonly metrics: string | undefined;
}

function announcementOf({ site }: Nashra, { local, feedsDir, metrics }: Announced): string {
  const lines = [
    'Nashra is running.',
    `  Site    ${site.baseUrl}/`,
    `  Feed    ${site.baseUrl}${feedPath('rss')}`,
    `  Inbox   ${feedsDir}`,
    ...(metrics === undefined ? [] : [`  Metrics ${metrics}`]),
    `  Listens ${local}`,
  ];
  return `${lines.join('\n')}\n`;
}

function waitForSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}

/**
 * Ends the process as if all had been closed: the database takes back what was not finished, the lock is free with
 * the connection, and lost are the pollers' counts of the last minute.
 */
function endAtLast(logger: Logger): void {
  setTimeout(() => {
    logger.error({ afterMs: lastMs }, 'something does not end, and is given up');
    process.exit();
  }, lastMs).unref();
}

async function closeDoors({ main, operator }: Doors): Promise<void> {
  const servers = [main.server, ...(operator === undefined ? [] : [operator.server])];
  await Promise.all(servers.map(closeSoon));
}

/** Requests under way may finish; what has not by then is cut off. */
function closeSoon(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), graceMs).unref();
  return closed;
}
