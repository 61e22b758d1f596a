import type { SwitchableRule } from '../text/normalise.ts';
import type { Direction } from './article.ts';
import type { Person } from './item.ts';
import type { NewsroomWords } from './lexicon.ts';
import type { OldAddresses } from './old-site.ts';
import type { PollingBudget } from './polling.ts';

/** A desk of the newsroom: `slug` is Latin and stands in addresses and as `category` term (RFC 4287 §4.2.2). */
export interface ChannelSection {
  readonly slug: string;
  readonly label: string;
  /** Other spellings that articles use for the same desk. */
  readonly aliases: readonly string[];
}

/** A published feed's identity and metadata: RSS `<channel>`, `atom:feed` (RFC 4287 §4.1.1). */
export interface Channel {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47; one language a channel. */
  readonly language: string;
  readonly direction: Direction;
  readonly rights?: string;
  /** URL of the licence. */
  readonly license?: string;
  readonly sections: readonly ChannelSection[];
  /** People whose address or page the newsroom makes public, found by their name. */
  readonly authors: readonly Person[];
  /** Rules of normalisation that the newsroom does not want. */
  readonly rulesOff: readonly SwitchableRule[];
  /** How many items a feed document holds. */
  readonly maxItems: number;
  /** How this newsroom calls the parts of its articles, beside the words that ship. */
  readonly words?: NewsroomWords;
}

/** Digits and calendar words in text that Nashra writes for people; never in documents for programs. */
export interface DateStyle {
  readonly digits: 'latn' | 'arab';
  /** Which of the Arab world's month names: a region of BCP 47, such as `EG`, `LB`, `MA`. */
  readonly region: string;
}

/** Marks of direction in the titles of RSS and Atom; see markedTitle. */
export type BidiMarks = 'auto' | 'embed' | 'off';

export interface Site {
  /** The newsroom: RFC 4287 §4.2.1's feed author, schema.org's publisher. */
  readonly name: string;
  readonly description: string;
  /** What the world sees, absolute, without a slash at its end. */
  readonly baseUrl: string;
  /** IANA name. */
  readonly timeZone: string;
  /** RFC 4151 `authority,date`, for ids minted from now on. */
  readonly tagAuthority: string;
  readonly dateStyle: DateStyle;
  readonly bidiMarks: BidiMarks;
  /** For the reading time; the usual number where the newsroom gives none. */
  readonly wordsPerMinute?: number;
  readonly defaultChannelId: string;
  /** Undefined: no client is ever refused. */
  readonly pollingBudget?: PollingBudget;
  /** What leads on from addresses of the site before this one. */
  readonly oldAddresses?: OldAddresses;
  readonly channels: readonly Channel[];
}
