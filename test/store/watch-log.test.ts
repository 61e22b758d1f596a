import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { createNashra } from '../../src/start.ts';
import { watchLog } from '../../src/store/watch-log.ts';
import { createDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { findPostgresFault } from '../support/postgres.ts';
import { projectRoot, startProgram } from '../support/program.ts';
import { request } from '../support/request.ts';
import { openSilentProxy } from '../support/silent-proxy.ts';

const fault = findPostgresFault();
const onPostgres = fault === undefined ? describe : describe.skip;

onPostgres(fault ?? 'a PostgreSQL database that has fallen silent', function () {
  this.timeout(60_000);

  /** The address of a new database behind a proxy. */
  async function createBehindProxy() {
    const url = new URL(await createDatabase('PostgreSQL'));
    const proxy = await openSilentProxy(Number(url.port));
    url.port = String(proxy.port);
    return { proxy, url: url.href };
  }

  it('holds up nobody who listens to it for longer than 5 s', async () => {
    const { proxy, url } = await createBehindProxy();
    let heard = 0;
    const watch = watchLog(
      url,
      () => {
        heard += 1;
      },
      { sweepMs: 60_000 },
    );
    await eventually('a connection', async () => heard > 0 || undefined);
    proxy.fallSilent();
    const begun = performance.now();
    await watch.stop();
    expect(performance.now() - begun).to.be.below(5000);
    proxy.close();
  });

  it('holds up no close() of what is mounted elsewhere, whoever waits for an answer then', async () => {
    const { proxy, url } = await createBehindProxy();
    const nashra = await createNashra({
      baseUrl: 'https://news.example',
      configDir: path.join(projectRoot, 'config'),
      feedsDir: false,
      databaseUrl: url,
    });
    const server = createHttpServer(nashra.listener).listen(0);
    try {
      proxy.fallSilent();
      const { port } = server.address() as AddressInfo;
      // More than there are connections: some of them wait for one that is being made.
      const asked = Array.from({ length: 12 }, (_, number) =>
        request(`http://localhost:${port}/ar/?q=${number}`),
      );
      await delay(300);
      const begun = performance.now();
      await nashra.close().catch(() => undefined);
      expect(performance.now() - begun).to.be.within(3000, 5000);
      expect(new Set((await Promise.all(asked)).map(({ status }) => status))).to.deep.equal(new Set([503]));
    } finally {
      server.close();
      proxy.close();
    }
  });

  it('holds up no nashra serve that is to end, which ends with 0', async () => {
    const { proxy, url } = await createBehindProxy();
    const program = await startProgram({ databaseUrl: url });
    proxy.fallSilent();
    const begun = performance.now();
    expect(await program.stop()).to.equal(0);
    expect(performance.now() - begun).to.be.below(5000);
    proxy.close();
  });
});

describe('a PostgreSQL server that does not answer', function () {
  this.timeout(60_000);

  /** What does this with each connection. */
  async function serveOn(onConnection: (socket: Socket) => void) {
    const server = createServer(onConnection).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    return { server, url: `postgres://nashra@127.0.0.1:${port}/nashra` };
  }

  it('holds up nobody who is still connecting to it', async () => {
    const sockets: Socket[] = [];
    const { server, url } = await serveOn((socket) => sockets.push(socket.on('error', () => undefined)));
    const watch = watchLog(url, () => undefined);
    await eventually('a connection', async () => sockets[0]);
    const begun = performance.now();
    await watch.stop();
    expect(performance.now() - begun).to.be.below(2000);
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('is asked again and again without a warning of the system', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => void warnings.push(warning);
    process.on('warning', onWarning);
    let attempts = 0;
    const { server, url } = await serveOn((socket) => {
      attempts += 1;
      socket.destroy();
    });
    const watch = watchLog(url, () => undefined);
    await eventually('fifteen attempts', async () => attempts >= 15 || undefined);
    await watch.stop();
    server.close();
    process.off('warning', onWarning);
    expect(warnings).to.deep.equal([]);
  });
});
