import type { Warning } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import type { WrittenDate } from '../text/dates.ts';
import type { Lexicon } from './lexicon.ts';

/** What lines at the head and the foot say about the article, without being part of it. */
export interface Facts {
  readonly title?: string;
  /** A standfirst: it opens the body. */
  readonly subtitle?: string;
  readonly summary?: string;
  readonly section?: string;
  readonly source?: string;
  readonly dateline?: string;
  readonly stated?: WrittenDate;
  readonly breaking?: boolean;
  readonly authors?: readonly string[];
  readonly tags?: readonly string[];
  /** Names of files beside the article, and addresses. */
  readonly pictures?: readonly string[];
  readonly warnings?: readonly Warning[];
}

/** What every recogniser may look at. */
export interface Surroundings {
  readonly channel: Channel;
  readonly timeZone: string;
  /** Of the article: BCP 47. */
  readonly language: string;
  readonly lexicon: Lexicon;
}

/** What was said first stays; people, tags and warnings add up. */
export function joinFacts(known: Facts, found: Facts): Facts {
  return {
    ...found,
    ...known,
    authors: unique([...(known.authors ?? []), ...(found.authors ?? [])]),
    tags: unique([...(known.tags ?? []), ...(found.tags ?? [])]),
    pictures: unique([...(known.pictures ?? []), ...(found.pictures ?? [])]),
    warnings: [...(known.warnings ?? []), ...(found.warnings ?? [])],
  };
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
