import { connect } from 'node:net';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { startProgram } from '../support/program.ts';
import { logOf } from '../support/worker-crew.ts';

describe('nashra serve that is to end', () => {
  it('leaves the work to another process while a request is still under way', async function () {
    this.timeout(60_000);
    const first = await startProgram();
    const { feedsDir, databaseUrl } = first;
    const second = await startProgram({ feedsDir, databaseUrl });
    const { hostname, port } = new URL(first.url);
    const slow = connect(Number(port), hostname).on('error', () => undefined);
    try {
      await new Promise<void>((resolve) => slow.write('GET /feed.xml HTTP/1.1\r\nHost: ', () => resolve()));
      const askedAt = Date.now();
      const ended = first.stop();
      const takenOver = await eventually('another leader', async () =>
        logOf(second).find(
          ({ msg, office }) => msg === 'took over from another process' && office === 'inbox',
        ),
      );
      expect(Number(takenOver.time) - askedAt).to.be.below(2500);
      expect(await ended).to.equal(0);
    } finally {
      slow.destroy();
      for (const { child } of [first, second]) child.kill('SIGKILL');
    }
  });
});
