import { renameSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from './random.ts';

/** As editors' programs do: in one go, beside it and then by a rename, or in two pieces. */
export const waysToWrite = ['whole', 'renamed', 'pieces'] as const;

export type WayToWrite = (typeof waysToWrite)[number];

const standsStillAfterMs = 250;

/** Gives what stood there half-written for so long that the program may have taken it for the whole. */
export async function writeAs(
  way: WayToWrite,
  file: string,
  bytes: Buffer,
  random: Random,
): Promise<Buffer | undefined> {
  if (way === 'pieces') return writeInPieces(file, bytes, random);
  if (way === 'whole') {
    writeFileSync(file, bytes);
    return undefined;
  }
  const hidden = path.join(path.dirname(file), `.${path.basename(file)}.tmp`);
  writeFileSync(hidden, bytes);
  renameSync(hidden, file);
  return undefined;
}

async function writeInPieces(file: string, bytes: Buffer, random: Random): Promise<Buffer | undefined> {
  const cut = random.between(1, bytes.length - 1);
  const handle = await open(file, 'w');
  const begun = performance.now();
  await handle.write(bytes.subarray(0, cut));
  await delay(random.between(5, 90));
  await handle.write(bytes.subarray(cut));
  await handle.close();
  return performance.now() - begun > standsStillAfterMs - 50 ? bytes.subarray(0, cut) : undefined;
}
