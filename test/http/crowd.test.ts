import path from 'node:path';
import { expect } from 'chai';
import { type Crowd, openCrowd, openFilesLimit, probe, residentBytes } from '../support/crowd.ts';
import { type Program, projectRoot, startProgram } from '../support/program.ts';

const wanted = 2_000;
/** What a process has open beside the connections. */
const othersOpen = 200;

describe('a crowd', () => {
  let program: Program;
  let crowd: Crowd | undefined;

  before(async () => {
    program = await startProgram({ samples: path.join(projectRoot, 'feeds'), env: { METRICS_PORT: '0' } });
  });
  after(async () => {
    crowd?.close();
    await program.stop();
  });

  it('with slow readers in it takes little memory, and keeps nobody else waiting', async () => {
    const metricsUrl = /Metrics (\S+)\n/.exec(program.output())![1]!;
    const count = Math.min(wanted, openFilesLimit() - othersOpen);
    if (count < wanted)
      console.log(`      a crowd of ${count} only: no more files may be open here (ulimit -n)`);
    await probe(program.url, 50);
    const before = await residentBytes(metricsUrl);
    const slow = Math.floor(count / 10);
    crowd = await openCrowd({ port: Number(new URL(program.url).port), polite: count - slow, slow });
    const { p99Ms } = await probe(program.url, 100);
    expect(crowd.countOpen()).to.equal(count);
    expect(((await residentBytes(metricsUrl)) - before) / count).to.be.below(40_000);
    expect(p99Ms).to.be.below(1_000);
  });
});
