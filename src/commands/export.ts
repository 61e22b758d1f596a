import { setTimeout as delay } from 'node:timers/promises';
import type { Site } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import { headerPolicy } from '../http/headers.ts';
import { errorPageOf } from '../http/problem.ts';
import { mediaHeaders } from '../http/send-media.ts';
import { claimDirectory } from '../publish/export/claim-directory.ts';
import type { ExportContext } from '../publish/export/export-run.ts';
import { type ExportResult, exportSite } from '../publish/export/export-site.ts';
import type { Released } from '../publish/release-due.ts';
import { purgeField } from '../purge-field.ts';
import { startProgress } from './progress.ts';
import { withNewsroom } from './with-newsroom.ts';

export interface ExportOptions {
  readonly all?: boolean;
  readonly watch?: boolean;
  /** Of the program. */
  readonly version: string;
}

/** How soon the work of another process is seen. */
const lookEveryMs = 250;
/** After a fault that may pass by itself. */
const tryAgainAfterMs = 5_000;

/** Writes everything that is public as files; with `watch` until SIGTERM or SIGINT. */
export async function exportCommand(
  environment: Environment,
  directory: string,
  options: ExportOptions,
): Promise<number> {
  if (environment.baseUrl === undefined)
    throw new NashraError('config_invalid', 'environment: BASE_URL must be set: every link is made from it');
  const signal = signalOfEnd();
  const { tree, release } = await claimDirectory(directory, environment.feedsDir);
  try {
    return await withNewsroom(environment, async ({ store, site, now }) => {
      const onItemFault = tellOnce();
      const context = (isThorough: boolean, onProgress: ExportContext['onProgress']): ExportContext => ({
        store,
        site,
        now,
        tree,
        headers: headerPolicy(),
        mediaHeaders,
        version: options.version,
        isThorough,
        signal,
        onProgress,
        onItemFault,
        onReleased: (released) => tellPurge(site, released),
        errorPage: (code, said) => errorPageOf(site, code, said),
      });
      const first = await exportWithBar((onProgress) =>
        exportSite(context(options.all === true, onProgress)),
      );
      report(first);
      if (options.watch === true) await follow(() => exportSite(context(false, () => undefined)), signal);
      return 0;
    });
  } catch (error) {
    // Stopped between two files: the next export goes on from there.
    if (signal.aborted && error === signal.reason) return 0;
    throw error;
  } finally {
    release();
  }
}

/** Once for each item, however often it is come upon. */
function tellOnce(): ExportContext['onItemFault'] {
  const told = new Set<string>();
  return ({ id }, error) => {
    if (told.has(id)) return;
    told.add(id);
    process.stderr.write(`${id} cannot be published and is left out: ${(error as Error).message}\n`);
  };
}

/** As `serve` tells it in its log. */
function tellPurge(site: Site, { item: { id, title }, outcome, purge }: Released): void {
  if (purge.length > 0)
    process.stdout.write(`${JSON.stringify({ id, title, ...purgeField(site, purge), msg: outcome })}\n`);
}

async function exportWithBar(
  run: (onProgress: ExportContext['onProgress']) => Promise<ExportResult>,
): Promise<ExportResult> {
  let bar: ReturnType<typeof startProgress> | undefined;
  let isOver = false;
  try {
    return await run((done, total) => {
      // After a fault the documents that were made beside it come to their end too, and would start the bar again.
      if (isOver) return;
      bar ??= startProgress(total);
      bar.update(done, total);
    });
  } finally {
    isOver = true;
    bar?.stop();
  }
}

/** A fault is told once, for as long as it lasts. */
async function follow(run: () => Promise<ExportResult>, signal: AbortSignal): Promise<void> {
  let told: string | undefined;
  for (;;) {
    try {
      await delay(told === undefined ? lookEveryMs : tryAgainAfterMs, undefined, { signal });
      const result = await run();
      if (result.written + result.removed > 0) report(result);
      told = undefined;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const message = error instanceof NashraError ? error.message : String((error as Error).stack);
      if (message !== told) process.stderr.write(`${message}\n`);
      told = message;
    }
  }
}

function report({ written, removed, unchanged, unnamable, behind }: ExportResult): void {
  for (const path of unnamable) process.stderr.write(`${path}: the name is too long for a file\n`);
  for (const id of behind)
    process.stderr.write(
      `${id}: articles come in faster than the feeds can be written; the next export has them\n`,
    );
  process.stdout.write(`${written} written, ${removed} removed, ${unchanged} unchanged\n`);
}

function signalOfEnd(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => controller.abort(new Error(signal)));
  return controller.signal;
}
