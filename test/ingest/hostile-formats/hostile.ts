import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { giants } from './giants.ts';

/*
 * npm run hostile -- --inputs 100000 --seed 1 [--workers 2] [--giants 3]: first every giant so many times, then mixed
 * inputs. The last line is a JSON of figures; ends with 1 when anything happened that must not.
 * npm run hostile -- --seed 1 --only 'mixed 15705': one of them again.
 */
const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    /** How many times each giant is made. */
    giants: { type: 'string', default: '5' },
    /** `mixed` or `giants`, and the number that a fault names. */
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const workers = Number(values.workers);

async function run(kind: 'mixed' | 'giants', inputs: number, first = 0): Promise<boolean> {
  let told = 0;
  let next = 0;
  const figures = await runCampaign({ seed, first, inputs, workers, kind }, ({ inputs: done, faults }) => {
    for (const fault of faults.slice(told)) process.stderr.write(`${fault}\n`);
    told = faults.length;
    if (done < next) return;
    next = done + 5000;
    process.stderr.write(`${kind}: ${done} of ${inputs}, ${told} faults\n`);
  });
  process.stdout.write(`${kind}: ${JSON.stringify(figures, null, 2)}\n`);
  return figures.faults.length === 0;
}

async function runBoth(): Promise<boolean> {
  const areGiantsSound = await run('giants', giants.length * Number(values.giants));
  return (await run('mixed', Number(values.inputs))) && areGiantsSound;
}

const [kind, number] = values.only?.split(' ') ?? [];
const isSound =
  kind === undefined ? await runBoth() : await run(kind === 'giants' ? 'giants' : 'mixed', 1, Number(number));
process.exitCode = isSound ? 0 : 1;
