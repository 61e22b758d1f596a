import { expect } from 'chai';
import { runCampaign } from './hostile-formats/campaign.ts';
import { giants } from './hostile-formats/giants.ts';
import { hostileInput } from './hostile-formats/input.ts';

/** The long form is `npm run hostile -- --inputs 100000`. */
const inputs = 400;
/** The long form allows half of it; here other tests and other work share the machine. */
const maxMilliseconds = 4000;

describe('hostile files of every format', () => {
  it('are taken or refused with a reason, in time and in little memory, and nothing of them runs', async function () {
    this.timeout(120_000);
    const figures = await runCampaign({ seed: 7, inputs, workers: 1, maxMilliseconds, kind: 'mixed' });
    expect(figures.faults).to.deep.equal([]);
    expect(figures.inputs).to.equal(inputs);
    // Most of them must get past the decoder, or nothing behind it is tried.
    expect(Object.keys(figures.accepted)).to.include.members(['text', 'html', 'markdown', 'docx']);
    expect(Object.values(figures.accepted).reduce((sum, count) => sum + count)).to.be.above(inputs / 5);
  });

  it('may be as large as can be, or grow when they are unpacked', async function () {
    this.timeout(120_000);
    const figures = await runCampaign({
      seed: 7,
      inputs: giants.length,
      workers: 1,
      maxMilliseconds,
      kind: 'giants',
    });
    expect(figures.faults).to.deep.equal([]);
    expect(figures.inputs).to.equal(giants.length);
  });

  it('are the same for the same seed', () => {
    for (const number of [0, 1, 2, 500])
      expect(hostileInput(3, number)).to.deep.equal(hostileInput(3, number));
  });
});
