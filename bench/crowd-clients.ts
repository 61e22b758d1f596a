import { type CrowdOptions, openCrowd } from '../test/support/crowd.ts';

/*
 * A crowd in a process of its own, so that whoever measures another client's requests does not wait for it.
 * Argument: the options as JSON. Writes a line when all have been answered, and the number of open connections at each
 * line that it reads.
 */
const crowd = await openCrowd(JSON.parse(process.argv[2] ?? '') as CrowdOptions);
process.stdout.write('ready\n');
process.stdin.on('data', () => process.stdout.write(`${crowd.countOpen()}\n`));
process.stdin.on('end', () => process.exit());
