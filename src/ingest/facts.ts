import type { Warning } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import { formatWrittenDate, type WrittenDate } from '../text/dates.ts';
import { matchKey } from '../text/match-key.ts';
import type { Lexicon } from './lexicon.ts';
import { warning } from './messages.ts';

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
  /** Until when it must not be published, as written. */
  readonly embargo?: string;
  /** From when on it must not be published, as written. */
  readonly expiry?: string;
  readonly corrections?: readonly string[];
  readonly withdrawal?: string;
  readonly isSilent?: boolean;
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
    corrections: unique([...(known.corrections ?? []), ...(found.corrections ?? [])]),
    pictures: unique([...(known.pictures ?? []), ...(found.pictures ?? [])]),
    warnings: [...(known.warnings ?? []), ...(found.warnings ?? [])],
  };
}

const saidOnce = ['title', 'subtitle', 'summary', 'section', 'source', 'dateline'] as const;

/** The same, for lines that are taken off: what they say and is not believed is told to the editor. */
export function addFacts(known: Facts, found: Facts, language: string, line?: number): Facts {
  const lost = saidOnce.flatMap((name): readonly (readonly [string, string])[] => {
    const [first, second] = [known[name], found[name]];
    return first === undefined || second === undefined || matchKey(first) === matchKey(second)
      ? []
      : [[first, second]];
  });
  const dates = [known.stated, found.stated].map((date) => date && formatWrittenDate(date));
  const [first, second] = dates;
  const isOtherDay = first?.slice(0, 10) !== second?.slice(0, 10);
  if (first !== undefined && second !== undefined && isOtherDay) lost.push([first, second]);
  const warnings = lost.map(([kept, left]) => warning('repeated_fact', language, line, kept, left));
  return joinFacts(joinFacts(known, found), { warnings });
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
