import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './program.ts';

/** A clock for a program of its own, which can be set while it runs (Debian's faketime). */
export interface FakeClock {
  readonly env: Readonly<Record<string, string>>;
  readonly set: (offsetSeconds: number) => void;
}

/** Undefined where faketime is not installed; CI has it. */
export function openFakeClock(): FakeClock | undefined {
  const library = readdirSync('/usr/lib')
    .map((folder) => path.join('/usr/lib', folder, 'faketime/libfaketime.so.1'))
    .find((file) => existsSync(file));
  if (library === undefined) {
    if (process.env.CI === 'true') throw new Error('faketime is missing (Debian package faketime)');
    return undefined;
  }
  const file = path.join(temporaryFolder(), 'offset');
  const set = (offsetSeconds: number) =>
    writeFileSync(file, `${offsetSeconds < 0 ? '' : '+'}${offsetSeconds}\n`);
  set(0);
  const env = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  return { env, set };
}
