import type { Style } from './read-styles.ts';
import type { Relationship } from './word-package.ts';
import type { XmlElement } from './xml-tree.ts';

/** What an editor should hear of, besides the text. */
export type DocumentFinding = 'tracked_changes' | 'struck_text' | 'formula_left_out';

/** What the pieces of one part of a document need of the whole. */
export interface TidyContext {
  readonly styles: ReadonlyMap<string, Style>;
  /** `numberingId:level` → whether it counts. */
  readonly isOrdered: ReadonlyMap<string, boolean>;
  readonly relationships: ReadonlyMap<string, Relationship>;
  /** Reports something, with the words that it is about. */
  readonly quote: (finding: DocumentFinding, words?: string) => void;
  /** The id by which the tidied document refers to a picture, or to an address. */
  readonly addPicture: (relationship: Relationship) => string;
  readonly addLink: (address: string) => string;
  /** What stands in the text for a note. */
  readonly noteMark: (kind: 'footnotes' | 'endnotes', id: string) => readonly XmlElement[];
  readonly tidyBlocks: (parent: XmlElement) => readonly XmlElement[];
}
