import path from 'node:path';
import { openCompanionFiles } from './companion-files.ts';
import type { CompanionsOf } from './republish-item.ts';

/** The files of an inbox beside an article that nobody is writing any longer. */
export function companionsIn(feedsDir: string): CompanionsOf {
  const directory = path.resolve(feedsDir);
  const files = openCompanionFiles(directory, async () => true);
  return (name) => files.of(path.resolve(directory, name));
}
