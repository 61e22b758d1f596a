import type { Sentence } from '../domain/sentence.ts';
import type { Severity } from './rules/rule.ts';
import { type RuleCode, rules } from './rules.ts';

/** Where in the feed: each as far as it is known. */
export interface Place {
  /** 1-based line of the document. */
  readonly line?: number;
  /** `rss/channel/item[3]/pubDate`, or `items[2].url` in JSON Feed. */
  readonly path?: string;
  /** 1-based number of the item in the document's order. */
  readonly item?: number;
}

export interface Finding {
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly place: Place;
  /** What of the feed is meant, shortened. */
  readonly quoted?: string;
  readonly message: Sentence;
  readonly cure: Sentence;
}

const maxQuotedLength = 120;

export function finding(code: RuleCode, place: Place, quoted?: string): Finding {
  const { severity, message, cure } = rules[code];
  const words = quoted === undefined ? {} : { quoted: shorten(quoted) };
  return { code, severity, place, ...words, message, cure };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const characters = [...line];
  return characters.length > maxQuotedLength ? `${characters.slice(0, maxQuotedLength).join('')}…` : line;
}
