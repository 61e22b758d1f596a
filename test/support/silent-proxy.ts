import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What stands between a program and its database, and can cut them off without either's being told. */
export interface SilentProxy {
  readonly port: number;
  /** Nothing passes any longer, in either direction; who connects now is not answered. */
  readonly fallSilent: () => void;
  readonly speakAgain: () => void;
  readonly close: () => void;
}

export async function openSilentProxy(targetPort: number): Promise<SilentProxy> {
  const pairs: (readonly [Socket, Socket])[] = [];
  let isSilent = false;
  const join = ([socket, target]: readonly [Socket, Socket]) => void socket.pipe(target).pipe(socket);
  const server = createServer((socket) => {
    const pair = [socket, connect(targetPort, '127.0.0.1')] as const;
    for (const one of pair) one.on('error', () => undefined);
    // As a program that ends closes what it held.
    pair[0].once('close', () => pair[1].destroy());
    // As a database that dies is seen to be gone, by who can still hear it.
    pair[1].once('close', () => void (isSilent || pair[0].destroy()));
    pairs.push(pair);
    if (!isSilent) join(pair);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent: () => {
      isSilent = true;
      for (const socket of pairs.flat()) socket.unpipe().pause();
    },
    speakAgain: () => {
      isSilent = false;
      for (const pair of pairs) join(pair);
    },
    close: () => {
      server.close();
      for (const socket of pairs.flat()) socket.destroy();
    },
  };
}
