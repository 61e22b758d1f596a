import type { Reader } from './reader.ts';
import { feedparser } from './reader-feedparser.ts';
import { feedsmith } from './reader-feedsmith.ts';
import { newsboat } from './reader-newsboat.ts';
import { sfeed } from './reader-sfeed.ts';

const allReaders: readonly Reader[] = [feedsmith, feedparser, newsboat, sfeed];

export interface FoundReaders {
  readonly readers: readonly Reader[];
  /** A sentence for each that can't be run here, naming the Debian package. */
  readonly leftOut: readonly string[];
}

export function findReaders(candidates: readonly Reader[] = allReaders): FoundReaders {
  const found = candidates.map((reader) => ({ reader, fault: reader.findFault() }));
  return {
    readers: found.filter(({ fault }) => fault === undefined).map(({ reader }) => reader),
    leftOut: found.flatMap(({ fault }) => (fault === undefined ? [] : [fault])),
  };
}

/** The readers that can be run here. Throws in CI (`CI=true`) when one is missing: nothing may be left out there. */
export function readersHere(
  env: NodeJS.ProcessEnv = process.env,
  candidates: readonly Reader[] = allReaders,
): readonly Reader[] {
  const { readers, leftOut } = findReaders(candidates);
  if (env.CI === 'true' && leftOut.length > 0) throw new Error(leftOut.join('; '));
  return readers;
}
