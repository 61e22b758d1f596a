import { expect } from 'chai';
import { findPostgresFault } from '../support/postgres.ts';
import { runCampaign } from './campaign.ts';

/** The long form is `npm run crash -- --rounds 200`. */
const rounds = 8;

describe('the program killed with SIGKILL', () => {
  for (const database of ['SQLite', 'PostgreSQL'] as const) {
    const fault = database === 'PostgreSQL' ? findPostgresFault() : undefined;
    it(`comes back on ${database} with nothing lost and nothing doubled`, async function () {
      this.timeout(240_000);
      if (fault !== undefined) {
        console.log(`    ${fault}`);
        this.skip();
      }
      const figures = await runCampaign({ rounds, seed: 7, maxFiles: 40, database });
      expect(figures.faults).to.deep.equal([]);
      expect(figures.rounds).to.equal(rounds);
      expect(figures.restartsCompared).to.be.greaterThan(rounds / 3);
      expect(figures.kills.articlesUnderWay + figures.kills.atRest).to.be.above(0);
      if (database === 'PostgreSQL')
        expect([figures.databaseKills.alone, figures.databaseKills.withServer].sort()).to.deep.equal([3, 3]);
    });
  }
});
