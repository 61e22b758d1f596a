import { expect } from 'chai';
import { runCampaign } from './campaign.ts';

/** The long form is `npm run crash -- --rounds 200`. */
const rounds = 8;

describe('the program killed with SIGKILL', () => {
  it('comes back with nothing lost and nothing doubled', async function () {
    this.timeout(240_000);
    const figures = await runCampaign({ rounds, seed: 7, maxFiles: 40 });
    expect(figures.faults).to.deep.equal([]);
    expect(figures.rounds).to.equal(rounds);
    expect(figures.restartsCompared).to.be.greaterThan(rounds / 3);
  });
});
