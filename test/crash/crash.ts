import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    /** A file for what the editors did, in which the way to a fault can be read. */
    diary: { type: 'string' },
    files: { type: 'string', default: '150' },
    /** PostgreSQL is killed too. */
    database: { type: 'string', default: 'SQLite' },
  },
});

let told = 0;
const figures = await runCampaign(
  {
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    maxFiles: Number(values.files),
    database: values.database === 'PostgreSQL' ? 'PostgreSQL' : 'SQLite',
  },
  (round, { faults, acts }, diary) => {
    if (values.diary !== undefined) writeFileSync(values.diary, diary.join('\n'));
    for (const fault of faults.slice(told)) process.stderr.write(`${fault}\n`);
    told = faults.length;
    if (round % 10 === 0) process.stderr.write(`${round} rounds, ${acts} acts, ${told} faults\n`);
  },
);
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = figures.faults.length === 0 ? 0 : 1;
