import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { createLimitedServer, type LimitedServerOptions } from '../../src/http/limited-server.ts';
import { eventually } from '../support/eventually.ts';
import { openPolledSite, type PolledSite } from '../support/polled-site.ts';
import { type Program, startProgram } from '../support/program.ts';
import { request } from '../support/request.ts';

const host = 'Host: news.example\r\n';
const feedRequest = `GET /feed.xml HTTP/1.1\r\n${host}\r\n`;

describe('the limits of the server', () => {
  let site: PolledSite;
  const servers: Server[] = [];

  before(async () => {
    site = await openPolledSite({ siteYaml: 'polling:\n  budget: off\n' });
  });
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  after(() => site.close());

  async function listen(options: LimitedServerOptions, listener: RequestListener = site.nashra.listener) {
    const server = createLimitedServer(listener, options).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return { server, port: (server.address() as AddressInfo).port };
  }

  /** A connection that has sent that much; `received` grows while it reads. */
  async function open(port: number, sent: string) {
    const socket = connect(port, '127.0.0.1');
    const connection = { socket, received: '', isOver: false };
    socket.on('data', (chunk: Buffer) => {
      connection.received += chunk.toString('latin1');
    });
    // Cut off is cut off, by whatever packet.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      connection.isOver = true;
    });
    await once(socket, 'connect');
    socket.write(sent);
    return connection;
  }

  const over = (connection: { isOver: boolean }) =>
    eventually('end of the connection', async () => connection.isOver || undefined);
  const connectionsOf = (server: Server) =>
    new Promise<number>((resolve, reject) => {
      server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
    });

  it('answer 408 to a header section that does not end (RFC 9110 §15.5.9)', async () => {
    const { port } = await listen({ limits: { headersMs: 300, requestMs: 300 } });
    for (const begun of ['', 'GET /feed.xml HTTP/1.1\r\nHost: news']) {
      const connection = await open(port, begun);
      await over(connection);
      expect(connection.received).to.match(/^HTTP\/1\.1 408 /);
    }
  });

  it('hold a connection open that may ask again, and close it when it has been of no use', async () => {
    const { port } = await listen({ limits: { idleMs: 3_000 } });
    const connection = await open(port, feedRequest);
    await delay(300);
    connection.socket.write(feedRequest);
    await eventually(
      'second answer',
      async () => connection.received.match(/<\/rss>/g)?.length === 2 || undefined,
    );
    expect(connection.isOver).to.equal(false);
    await over(connection);
  });

  describe('of a client that reads slowly', () => {
    // More than the buffers of both ends of a connection hold.
    const content = Buffer.alloc(24 * 1024 * 1024, 'ن');
    const sendContent: RequestListener = (incoming, response) =>
      void response.end(incoming.url === '/little' ? 'ن' : content);

    it('cut it off when it has read nothing for too long', async () => {
      const { server, port } = await listen({ limits: { stalledMs: 500 } }, sendContent);
      const connection = await open(port, feedRequest);
      connection.socket.pause();
      expect(await connectionsOf(server)).to.equal(1);
      await eventually('end of the connection', async () => (await connectionsOf(server)) === 0 || undefined);
    });

    it('leave it alone while it reads a little now and then', async () => {
      const { port } = await listen({ limits: { stalledMs: 2_500 } }, sendContent);
      const connection = await open(port, feedRequest);
      for (let turn = 1; turn <= 5; turn += 1) {
        connection.socket.pause();
        await delay(600);
        connection.socket.resume();
        // Less than that may be read out of buffers that the server can't see.
        const enough = turn * 4 * 1024 * 1024;
        await eventually('some content', async () => connection.received.length > enough || undefined);
      }
      await eventually('whole content', async () => connection.received.length > content.length || undefined);
    });

    for (const [what, make] of [
      ['room is made for others', (port: number) => open(port, feedRequest).then(over)],
      ['the server closes', (_port: number, server: Server) => void server.close()],
    ] as const)
      it(`send it the rest of its answer when ${what}, and close those between two requests`, async () => {
        const { server, port } = await listen({ limits: { connections: 2 } }, sendContent);
        const slow = await open(port, feedRequest);
        slow.socket.pause();
        const idle = await open(port, `GET /little HTTP/1.1\r\n${host}\r\n`);
        await eventually('answer', async () => idle.received.endsWith('\r\n\r\n\u00d9\u0086') || undefined);
        await make(port, server);
        await over(idle);
        slow.socket.resume();
        await eventually('whole content', async () => slow.received.length > content.length || undefined);
      });
  });

  describe('of requests that are sent before the answers are read', () => {
    it('answer some, in their order', async () => {
      const { port } = await listen({});
      const heads = ['/feed.xml', '/ar/', '/nothing', '/atom.xml'].map(
        (where) => `HEAD ${where} HTTP/1.1\r\n${host}\r\n`,
      );
      const connection = await open(port, heads.join('').repeat(5));
      const types = () =>
        Array.from(connection.received.matchAll(/^Content-Type: (\S+);/gm), ([, type]) => type);
      await eventually('every answer', async () => types().length >= 20 || undefined);
      const turn = ['application/rss+xml', 'text/html', 'application/problem+json', 'application/atom+xml'];
      expect(types()).to.deep.equal(Array(5).fill(turn).flat());
      connection.socket.destroy();
    });

    it('cut off who sends on and on', async () => {
      let asked = 0;
      const { server, port } = await listen({}, (incoming, response) => {
        asked += 1;
        site.nashra.listener(incoming, response);
      });
      const connection = await open(port, '');
      connection.socket.pause();
      connection.socket.write(feedRequest.repeat(20_000));
      await eventually('end of the connection', async () => (await connectionsOf(server)) === 0 || undefined);
      expect(asked).to.be.within(1, 50);
    });
  });

  describe('of content, of which Nashra takes none', () => {
    it('pass over a little, and take the next request of the connection', async () => {
      const { port } = await listen({});
      const post = `POST /feed.xml HTTP/1.1\r\n${host}Content-Length: 5\r\n\r\nhello`;
      const get = `GET /robots.txt HTTP/1.1\r\n${host}Content-Length: 5\r\n\r\nhello`;
      const connection = await open(
        port,
        `${post}${get}GET /robots.txt HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
      );
      await over(connection);
      const statuses = Array.from(connection.received.matchAll(/HTTP\/1\.1 (\d+) /g), ([, status]) => status);
      expect(statuses).to.deep.equal(['405', '200', '200']);
    });

    it('end the connection with the answer instead of reading much, or so much as may come', async () => {
      const { port } = await listen({});
      for (const field of ['Content-Length: 1000000000', 'Transfer-Encoding: chunked']) {
        const connection = await open(port, `POST /feed.xml HTTP/1.1\r\n${host}${field}\r\n\r\n`);
        await over(connection);
        expect(connection.received)
          .to.match(/^HTTP\/1\.1 405 /)
          .and.include('\r\nConnection: close\r\n');
      }
    });

    it('answer who asks first whether to send it, without asking for it (RFC 9110 §10.1.1)', async () => {
      const { port } = await listen({});
      for (const [method, length, status] of [
        ['POST', 1_000_000, 405],
        ['POST', 5, 405],
        ['GET', 5, 200],
      ] as const) {
        const fields = `${host}Expect: 100-continue\r\nContent-Length: ${length}\r\n`;
        const connection = await open(port, `${method} /feed.xml HTTP/1.1\r\n${fields}\r\n`);
        await over(connection);
        expect(connection.received)
          .to.match(new RegExp(`^HTTP/1\\.1 ${status} `))
          .and.include('\r\nConnection: close\r\n')
          .and.not.include('408');
      }
    });
  });

  describe('of connections', () => {
    it('refuse one too many at once, and let the next one in for those that are idle', async () => {
      let told = 0;
      const limits = { connections: 20, idleMs: 60_000 };
      const { port } = await listen({ limits, onRefused: () => (told += 1) });
      const idle = await Promise.all(Array.from({ length: 19 }, () => open(port, feedRequest)));
      for (const one of idle)
        await eventually('answer', async () => one.received.includes('</rss>') || undefined);
      // It is in the middle of its request, and no longer than others may be.
      const busy = await open(port, 'GET /feed.xml HTTP/1.1\r\n');
      const begunMs = performance.now();
      const refused = await open(port, feedRequest);
      await over(refused);
      expect(performance.now() - begunMs).to.be.below(5_000);
      expect([refused.received, told]).to.deep.equal(['', 1]);
      await Promise.all(idle.map(over));
      expect((await request(`http://127.0.0.1:${port}/feed.xml`)).status).to.equal(200);
      busy.socket.write(`${host}\r\n`);
      await eventually('answer', async () => busy.received.includes('</rss>') || undefined);
      busy.socket.destroy();
    });
  });

  describe('of the program', () => {
    let program: Program;
    const sockets: Socket[] = [];
    before(async () => {
      program = await startProgram({ env: { MAX_CONNECTIONS: '5' } });
    });
    after(async () => {
      for (const socket of sockets) socket.destroy();
      await program.stop();
    });

    it('answer 431 to a header section of more than 16 KiB (RFC 6585 §5)', async () => {
      const ask = (length: number) =>
        request(`${program.url}/feed.xml`, {
          headers: { 'X-Long': 'x'.repeat(length), Connection: 'close' },
        });
      expect((await ask(15_000)).status).to.equal(200);
      expect((await ask(17_000)).status).to.equal(431);
    });

    it('follow MAX_CONNECTIONS, of which the log tells', async () => {
      for (let number = 0; number < 6; number += 1)
        sockets.push((await open(Number(new URL(program.url).port), 'GET / HTTP/1.1\r\n')).socket);
      await eventually('warning', async () => program.output().includes('MAX_CONNECTIONS') || undefined);
      expect(program.output()).to.include('refused connections');
    });
  });
});
