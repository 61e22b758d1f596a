import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './program.ts';

/**
 * Variables under which `FAKETIME`, or a file that `FAKETIME_TIMESTAMP_FILE` names, moves a program's clock. Undefined
 * where Debian's faketime is missing; CI has it.
 */
export const fakeClock = findFakeClock();

function findFakeClock(): Readonly<Record<string, string>> | undefined {
  const library = readdirSync('/usr/lib')
    .map((folder) => path.join('/usr/lib', folder, 'faketime/libfaketime.so.1'))
    .find((file) => existsSync(file));
  if (library !== undefined) return { LD_PRELOAD: library, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  if (process.env.CI === 'true') throw new Error('faketime is missing (Debian package faketime)');
  process.stdout.write('      faketime is missing (Debian package faketime), so no clock is moved\n');
  return undefined;
}

/** A clock for a program of its own, which can be set while it runs. */
export interface FakeClock {
  readonly env: Readonly<Record<string, string>>;
  readonly set: (offsetSeconds: number) => void;
}

/** Undefined where faketime is missing. */
export function openFakeClock(): FakeClock | undefined {
  if (fakeClock === undefined) return undefined;
  const file = path.join(temporaryFolder(), 'offset');
  const set = (offsetSeconds: number) => {
    // In one go: of a file that is empty for a moment no program may read the time.
    writeFileSync(`${file}.new`, `${offsetSeconds < 0 ? '' : '+'}${offsetSeconds}\n`);
    renameSync(`${file}.new`, file);
  };
  set(0);
  return { env: { ...fakeClock, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1' }, set };
}
