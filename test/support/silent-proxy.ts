import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What stands between a program and its database, and can cut them off without either's being told. */
export async function openProxy(targetPort: number) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const target = connect(targetPort, '127.0.0.1');
    socket.pipe(target).pipe(socket);
    for (const one of [socket, target]) {
      one.on('error', () => undefined);
      sockets.add(one);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent: () => {
      server.close();
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
