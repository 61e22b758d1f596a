import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tableOf } from './figures.ts';
import { runDay } from './run-day.ts';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    /** The hour at which it begins. */
    from: { type: 'string', default: '0' },
    /** Simulated seconds in a real one. */
    speed: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    database: { type: 'string', default: 'SQLite' },
    /** A file for what happened, in which the way to a fault can be read. */
    diary: { type: 'string' },
  },
});

let told = 0;
const figures = await runDay(
  {
    hours: Number(values.hours),
    from: Number(values.from),
    speed: Number(values.speed),
    seed: Number(values.seed),
    database: values.database === 'PostgreSQL' ? 'PostgreSQL' : 'SQLite',
  },
  (hour, { faults, acts, answers, residentMiB }, diary) => {
    if (values.diary !== undefined) writeFileSync(values.diary, diary.join('\n'));
    for (const fault of faults.slice(told)) process.stderr.write(`${fault}\n`);
    told = faults.length;
    const sum = (of: Record<string, number>) => Object.values(of).reduce((total, one) => total + one, 0);
    const memory = residentMiB.at(-1)?.mebibytes;
    process.stderr.write(
      `hour ${hour}: ${sum(acts)} acts, ${sum(answers)} answers, ${told} faults${memory === undefined ? '' : `, ${memory} MiB`}\n`,
    );
  },
);
if (figures !== undefined) process.stdout.write(`${tableOf(figures)}\n`);
process.exitCode = figures?.faults.length === 0 ? 0 : 1;
