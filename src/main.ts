#!/usr/bin/env node
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { terminalOf } from './commands/check-report/terminal.ts';
import { exitCodeOf, exitCodes } from './commands/exit-codes.ts';
import { NashraError } from './domain/errors.ts';
import { readEnvironment } from './environment.ts';
import { lintProfiles } from './lint/lint-profiles.ts';
import { keptDays } from './publish/report-programs.ts';
import { itemStates } from './store/schema.ts';
import { storeFaultOf } from './store/store-fault.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

// Each command loads what it needs when it is called: an editor who checks an article waits for no server and no database.
const program = new Command('nashra')
  .description('Self-hosted feed publisher for Arabic newsrooms (نشرة)')
  .version(version)
  .exitOverride();

program
  .command('serve')
  .description('take in the articles of the inbox, publish the feeds, and watch for more')
  .action(async () => {
    const environment = readEnvironment(process.env);
    if (environment.workers === 1) {
      const { serve } = await import('./commands/serve.ts');
      await serve(environment);
    } else if (cluster.isPrimary) {
      const { runWorkers } = await import('./commands/run-workers.ts');
      exitWith(await runWorkers(environment));
    } else {
      const { serveAsWorker } = await import('./commands/serve-as-worker.ts');
      await serveAsWorker(environment);
    }
  });

program
  .command('check')
  .description('show how an article would be read, without publishing it')
  .argument('<file>', 'the article; - for standard input')
  .option('--type <media-type>', 'what it is, where the name of the file does not say')
  .option('--json', 'one JSON object for programs')
  .option('--html <file>', 'write the report as a page as well')
  .option('--color', 'colour the report, whatever it is written to')
  .option('--no-color', 'never colour the report')
  .action(async (file, options) => {
    const { check } = await import('./commands/check.ts');
    const terminal = terminalOf(process.stdout.isTTY, process.env, options.color);
    exitWith(await check(readEnvironment(process.env), file, options, terminal));
  });

program
  .command('ingest')
  .description('take in a file or a whole folder of articles')
  .argument('<path>', 'file or folder')
  .option('--channel <id>', 'the channel, where the path does not name it')
  .option('--silent', 'what has changed in the texts is nothing that readers should be told of')
  .action(async (target, options) => {
    const { ingest } = await import('./commands/ingest.ts');
    exitWith(await ingest(readEnvironment(process.env), target, options));
  });

program
  .command('export')
  .description('write everything that is public as files for a static host')
  .argument('<dir>', 'a new or empty folder, or one of an earlier export')
  .option('--all', 'compare every file, whatever has changed')
  .option('--watch', 'go on, and export each change within a second')
  .action(async (dir, options) => {
    const { exportCommand } = await import('./commands/export.ts');
    const environment = readEnvironment(process.env);
    exitWith(await exportCommand(environment, dir, { ...options, version }));
  });

program
  .command('lint')
  .description("say what is wrong with a feed, ours or anybody else's, and how to cure it")
  .argument('[source]', 'address or file; - for standard input; without it every feed of this newsroom')
  .addOption(new Option('--profile <name>', 'what an aggregator asks as well').choices(lintProfiles))
  .option('--json', 'one JSON object for programs')
  .option('--color', 'colour the report, whatever it is written to')
  .option('--no-color', 'never colour the report')
  .action(async (source, options) => {
    const { lint } = await import('./commands/lint.ts');
    const surroundings = {
      fetch,
      now: new Date(),
      userAgent: `Nashra/${version} (nashra lint)`,
      terminal: terminalOf(process.stdout.isTTY, process.env, options.color),
      readEnvironment: () => readEnvironment(process.env),
    };
    exitWith(await lint(source, options, surroundings));
  });

program
  .command('pollers')
  .description('show which programs poll the feeds, and how')
  .option('--days <number>', `how many days, up to ${keptDays}, with today`, parseDays)
  .option('--json', 'one JSON object for programs')
  .action(async (options) => {
    const { pollers } = await import('./commands/pollers.ts');
    await pollers(readEnvironment(process.env), options, terminalOf(process.stdout.isTTY, process.env));
  });

function parseDays(value: string): number {
  const days = /^\d{1,2}$/.test(value) ? Number(value) : 0;
  if (days >= 1 && days <= keptDays) return days;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${keptDays}.`);
}

const idArgument = ['<id>', 'key, tag: id, path in the inbox, or address of the page'] as const;

program
  .command('list')
  .description('list the stories that changed last')
  .option('--channel <id>', 'of this channel only')
  .addOption(new Option('--state <state>', 'in this state only').choices(itemStates))
  .option('--limit <number>', 'so many at most', '20')
  .option('--json', 'a JSON array for programs')
  .action(async (options) => {
    const { list } = await import('./commands/list.ts');
    exitWith(await list(readEnvironment(process.env), options));
  });

program
  .command('show')
  .description('show what is kept of a story')
  .argument(...idArgument)
  .option('--json', 'one JSON object for programs')
  .action(async (id, options) => {
    const { show } = await import('./commands/show.ts');
    exitWith(await show(readEnvironment(process.env), id, options));
  });

program
  .command('history')
  .description('show every revision of a story, and what each changed')
  .argument(...idArgument)
  .option('--json', 'one JSON object for programs')
  .action(async (id, options) => {
    const { history } = await import('./commands/history.ts');
    exitWith(await history(readEnvironment(process.env), id, options));
  });

program
  .command('correct')
  .description('add a correction for readers below a story')
  .argument(...idArgument)
  .requiredOption('--note <text>', 'what was wrong, as readers will read it')
  .action(async (id, options) => {
    const { correct } = await import('./commands/correct.ts');
    exitWith(await correct(readEnvironment(process.env), id, options));
  });

program
  .command('withdraw')
  .description('take a story back, and print a receipt')
  .argument(...idArgument)
  .requiredOption('--reason <text>', 'why, as readers will read it')
  .option('--json', 'the receipt as one JSON object')
  .action(async (id, options) => {
    const { withdraw } = await import('./commands/withdraw.ts');
    exitWith(await withdraw(readEnvironment(process.env), id, options));
  });

program
  .command('schedule')
  .description('set when a story is published, and when it ends')
  .argument('<id>', `${idArgument[1]}; or a file that is taken in for then`)
  .option('--publish <time>', 'not before')
  .option('--expires <time>', 'not any longer from then on; never takes the end away')
  .action(async (id, options) => {
    const { schedule } = await import('./commands/schedule.ts');
    exitWith(await schedule(readEnvironment(process.env), id, options));
  });

program
  .command('copy')
  .description('move everything that is kept from one database to another, and compare the two')
  .argument('<from-url>', 'sqlite:PATH or postgres://…')
  .argument('<to-url>', 'an empty database, or one to which such a copy was broken off')
  .action(async (from, to) => {
    const { copy } = await import('./commands/copy.ts');
    await copy(from, to);
  });

program
  .command('republish')
  .description('publish a story that was withdrawn or has expired, as a new one')
  .argument(...idArgument)
  .action(async (id) => {
    const { republish } = await import('./commands/republish.ts');
    exitWith(await republish(readEnvironment(process.env), id));
  });

program
  .command('backup')
  .description('copy the database into a file, while the server runs')
  .argument('<file>', 'where to')
  .option('--force', 'take the place of a file that is there')
  .action(async (file, options) => {
    const { backup } = await import('./commands/backup.ts');
    exitWith(await backup(readEnvironment(process.env), file, options));
  });

program
  .command('restore')
  .description('put a backup in the place of the database')
  .argument('<file>', 'the backup')
  .option('--force', 'put a database that is there aside')
  .action(async (file, options) => {
    const { restore } = await import('./commands/restore.ts');
    exitWith(await restore(readEnvironment(process.env), file, options));
  });

program
  .command('verify')
  .description('say whether the database, or a backup, is whole')
  .argument('[database]', 'file of a backup, sqlite:PATH or postgres://…; without it the database')
  .action(async (asked) => {
    const { verify } = await import('./commands/verify.ts');
    exitWith(await verify(readEnvironment(process.env), asked));
  });

function exitWith(code: number): void {
  process.exitCode = code;
}

// Who reads the output may have seen enough of it (`| head`): what was asked for is done all the same, and ends as it would.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  if (process.argv.length <= 2) program.outputHelp();
  else await program.parseAsync();
} catch (error) {
  exitWith(report(error));
}

function report(error: unknown): number {
  // Commander has written its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
  const fault = error instanceof NashraError ? error : storeFaultOf(error);
  if (fault !== undefined) {
    process.stderr.write(`${fault.message}\n`);
    return exitCodeOf(fault.code);
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.software;
}
