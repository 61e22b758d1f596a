import type { ShownItem } from './follower.ts';
import { wordsOf } from './words.ts';

/** A story as it was published from act to act. */
export interface Story {
  /** What every headline of the story begins with, and no other story's. */
  readonly name: string;
  /** As every reader should show it, the latest last. */
  readonly versions: readonly Version[];
  readonly isWithdrawn: boolean;
}

export interface Version {
  readonly title: string;
  readonly text: string;
}

/** What a program makes of a story, in the words of the table in docs/readers.md; `right` is as it was published. */
export type Showing =
  | 'right'
  | 'old text'
  | 'old and new'
  | 'old texts'
  | 'twice'
  | 'still there'
  | 'missing';

/** @throws Error where it shows what was never published */
export function showingOf({ name, versions, isWithdrawn }: Story, shown: readonly ShownItem[]): Showing {
  const found = shown.filter(({ title }) => title.startsWith(name)).map((item) => versionOf(item, versions));
  const latest = versions.length - 1;
  if (isWithdrawn) return found.length === 0 ? 'right' : 'still there';
  if (found.length === 0) return 'missing';
  if (found.length === 1) return found[0] === latest ? 'right' : 'old text';
  if (found.every((version) => version === latest)) return 'twice';
  return found.includes(latest) ? 'old and new' : 'old texts';
}

/** The last that it can be: what is added below a text leaves the text before in it. */
function versionOf({ title, html }: ShownItem, versions: readonly Version[]): number {
  const words = wordsOf(html);
  const version = versions.findLastIndex((one) => one.title === title && words.includes(one.text));
  if (version === -1) throw new Error(`never published: ${title}: ${words}`);
  return version;
}
