import { matchKey } from '../text/match-key.ts';
import { parseDate } from '../text/parse-date.ts';
import { isKnownAgency, isKnownPlace, unwrap } from './agency.ts';
import { type Facts, joinFacts, type Surroundings } from './facts.ts';
import { dateFacts } from './fields.ts';
import type { Lexicon } from './lexicon.ts';
import type { Line } from './lines.ts';

const maxLength = 120;
const aDigit = /[0-9\u0660-\u0669\u06F0-\u06F9]/;
/** A name, and the mark or the date before which it ends. */
const nameBefore =
  /^\(?([^\d\u0660-\u0669\u06F0-\u06F9،,|/:()]{2,45}?)(?:\s*[،,|/:()]+\s*[-–—]?\s*|\s+[-–—]\s+|\s+(?=(?:في\s+|يوم\s+)*[0-9\u0660-\u0669\u06F0-\u06F9])|\s+(?=(?:في\s+|يوم\s+)+ال))/;
const looseMarks = /[\s:،,\-–—]+$/;

/**
 * `القاهرة، 12 ديسمبر 2025`, alone on its line: a known place, a known agency or both, then a day with its year.
 * Nothing else may stand there.
 */
export function readDatelineLine(line: Line, around: Surroundings): Facts | undefined {
  const { timeZone, language, lexicon } = around;
  if (line.text.length > maxLength || !aDigit.test(line.text)) return undefined;
  let rest = line.text;
  let facts: Facts = {};
  for (;;) {
    const match = nameBefore.exec(rest);
    const [found = '', name = ''] = match ?? [];
    if (match === null) break;
    const named = nameFacts(name, facts, lexicon);
    if (named === undefined) break;
    facts = joinFacts(facts, named);
    rest = rest.slice(found.length);
  }
  if (facts.dateline === undefined && facts.source === undefined) return undefined;
  if (parseDate(rest, timeZone, language).date === undefined) return undefined;
  const dated = joinFacts(facts, dateFacts(rest.replace(looseMarks, ''), line, around));
  return facts.source !== undefined || facts.dateline === undefined
    ? dated
    : { ...dated, dateline: line.text.replace(looseMarks, '') };
}

function nameFacts(name: string, known: Facts, lexicon: Lexicon): Facts | undefined {
  if (matchKey(name) === '') return undefined;
  if (known.dateline === undefined && isKnownPlace(name, lexicon)) return { dateline: name.trim() };
  return known.source === undefined && isKnownAgency(name, lexicon) ? { source: unwrap(name) } : undefined;
}
