import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** What one client may cost. Nashra takes no content, so a request is its header section. */
export interface ServerLimits {
  /** Bytes of a request's header section; beyond them 431. */
  readonly headerBytes: number;
  /** From the first byte of a connection, or of a further request, to the end of the header section; beyond it 408. */
  readonly headersMs: number;
  /** The same to the end of the content, if there is any. */
  readonly requestMs: number;
  /** How long a connection may be of no use after an answer. */
  readonly idleMs: number;
  /** For how long a client may read nothing of an answer before it is cut off. */
  readonly stalledMs: number;
  /** Requests that a client may send before it has had the answer to an earlier one. */
  readonly pipelined: number;
  /** At once; whoever comes beyond them finds the connection closed. */
  readonly connections: number;
}

export const serverLimits: ServerLimits = {
  headerBytes: 16 * 1024,
  headersMs: 15_000,
  requestMs: 20_000,
  // Longer than proxies keep theirs, a minute as a rule: else one may send a request into a connection that is closing.
  idleMs: 65_000,
  stalledMs: 30_000,
  pipelined: 20,
  connections: 10_000,
};

export interface LimitedServerOptions {
  readonly limits?: Partial<ServerLimits>;
  /** Connections are refused because there are too many. Told once a minute at most. */
  readonly onRefused?: () => void;
}

/** A server on which a crowd, and whoever reads or sends slowly on purpose, costs what the limits say. It does not listen yet. */
export function createLimitedServer(listener: RequestListener, options: LimitedServerOptions = {}): Server {
  const limits = { ...serverLimits, ...options.limits };
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: Math.min(2_000, limits.headersMs / 4),
  });
  server.maxConnections = limits.connections;
  // Of a socket: nothing has come or gone. Whoever reads slowly is not cut off, but the system takes more only when a
  // third of its buffer is free: below some 3 KB a second that may last longer.
  server.setTimeout(limits.stalledMs);
  const connections = new Map<Socket, Turns>();
  // Node's own takes an answer for sent that has only been handed over, and would cut it off; close() calls it too.
  server.closeIdleConnections = () => {
    for (const [socket, { hasAsked, unanswered }] of connections)
      if (hasAsked && unanswered === 0) socket.destroy();
  };
  server.on('connection', (socket) => {
    connections.set(socket, openTurns());
    socket.once('close', () => connections.delete(socket));
  });
  const answer = answerInTurn(listener, limits.pipelined, connections);
  server.on('request', answer);
  // Without the 100 that it waits for the content is never sent (RFC 9110 §10.1.1). Node then ends the connection.
  server.on('checkContinue', answer);
  // Who is of no use any more goes before the next one comes; there may be ten thousand to look through.
  server.on(
    'drop',
    atMostEvery(1_000, () => server.closeIdleConnections()),
  );
  server.on(
    'drop',
    atMostEvery(60_000, () => options.onRefused?.()),
  );
  return server;
}

/** More content than this is not even read to the end: the connection ends with the answer. */
const passedOverBytes = 64 * 1024;

/** The requests of one connection. */
interface Turns {
  hasAsked: boolean;
  unanswered: number;
  /** One for all of them: a function made for each request costs as much as finding its answer. */
  readonly onAnswered: () => void;
}

function openTurns(): Turns {
  const onAnswered = () => {
    turns.unanswered -= 1;
  };
  const turns: Turns = { hasAsked: false, unanswered: 0, onAnswered };
  return turns;
}

/**
 * Nobody reads the content of a request; Node passes over it. And a client that sends request after request and reads
 * no answer would have all of them made and kept for it.
 */
function answerInTurn(
  listener: RequestListener,
  pipelined: number,
  connections: ReadonlyMap<Socket, Turns>,
): RequestListener {
  return (request, response) => {
    const { socket } = request;
    const turns = connections.get(socket);
    if (turns === undefined || socket.destroyed) return;
    turns.hasAsked = true;
    turns.unanswered += 1;
    if (turns.unanswered > pipelined + 1) {
      socket.destroy();
      return;
    }
    response.on('close', turns.onAnswered);
    if (hasMuchContent(request)) response.shouldKeepAlive = false;
    listener(request, response);
  };
}

function hasMuchContent({ headers }: IncomingMessage): boolean {
  return (
    headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > passedOverBytes
  );
}

function atMostEvery(everyMs: number, act: () => void): () => void {
  let actedAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - actedAtMs < everyMs) return;
    actedAtMs = performance.now();
    act();
  };
}
