import { expect } from 'chai';
import { findPostgresFault } from '../support/postgres.ts';
import type { Figures } from './figures.ts';
import { runDay } from './run-day.ts';

/** The long form is `npm run day`. */
const short = { hours: 1, from: 7, speed: 300, seed: 145, yesterday: 10, calmSeconds: 2 };

/** They wait most of the time, so both run at once. */
describe('an hour of a newsroom, in which much goes wrong', function () {
  this.timeout(120_000);
  const days = new Map<string, Promise<Figures | undefined>>();

  before(() => {
    for (const database of ['SQLite', 'PostgreSQL'] as const) {
      const missing = database === 'PostgreSQL' ? findPostgresFault() : undefined;
      if (missing !== undefined) {
        process.stdout.write(`    ${missing}\n`);
        continue;
      }
      const day = runDay({ ...short, database });
      day.catch(() => undefined);
      days.set(database, day);
    }
  });

  for (const database of ['SQLite', 'PostgreSQL']) {
    it(`leaves valid documents and exact counts on ${database}`, async function () {
      const figures = await days.get(database);
      if (figures === undefined) return this.skip();
      expect(figures.faults).to.deep.equal([]);
      expect(figures.simulatedHours).to.equal(short.hours);
      expect(figures.disturbances).to.include.keys('SIGKILL');
      expect(figures.counts.published).to.be.above(0);
    });
  }
});
