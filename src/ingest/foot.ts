import { directionOf } from '../text/direction.ts';
import { isAgency, unwrap } from './agency.ts';
import { isBoilerplate } from './boilerplate.ts';
import { isInitials, isKnownAuthor, isLatinName } from './byline.ts';
import { bylineFacts } from './byline-facts.ts';
import { parseCredit } from './credit.ts';
import { type Facts, joinFacts, type Surroundings } from './facts.ts';
import { factsOfField, findField, parseHashtags } from './fields.ts';
import { standaloneHeading } from './headings.ts';
import type { Line } from './lines.ts';
import { warning } from './messages.ts';

/** `ع.ش/ح.ز (رويترز، أ ف ب)`, as Deutsche Welle signs. */
const signedCredit = /^(\S{2,30}) ?\(([^()]{2,60})\)$/;
const maxFootLines = 10;
const maxLength = 300;
/** A date or a title at the foot belongs to something else. */
const footFields = new Set(['author', 'source', 'tags', 'section', 'picture', 'unused']);

export interface Foot {
  readonly facts: Facts;
  /** The body without its foot; boilerplate below or among the foot stays at its end. */
  readonly lines: readonly Line[];
}

/** Reads signatures, credits and tags off the end, from the last line upwards. */
export function readFoot(lines: readonly Line[], around: Surroundings): Foot {
  let facts: Facts = {};
  const boilerplate: Line[] = [];
  let end = lines.length;
  for (let count = 0; count < maxFootLines && end > 1; count += 1) {
    const line = lines[end - 1];
    if (line === undefined) break;
    const found = factsOfFootLine(line, around);
    if (found !== undefined) facts = joinFacts(found, facts);
    else if (isBoilerplate(line.text, around.lexicon)) boilerplate.unshift(line);
    else break;
    end -= 1;
  }
  return { facts, lines: [...lines.slice(0, end), ...boilerplate] };
}

function factsOfFootLine(line: Line, around: Surroundings): Facts | undefined {
  const { text, role } = line;
  const { lexicon } = around;
  if (role !== undefined && role.kind !== 'paragraph') return undefined;
  if (text.length > maxLength || standaloneHeading(text, lexicon) !== undefined) return undefined;
  const field = findField(text, lexicon);
  if (field !== undefined && footFields.has(field.name)) return factsOfField(field, line, around);
  const [, sign = '', agency = ''] = signedCredit.exec(text) ?? [];
  if (isInitials(sign, lexicon) && isAgency(agency, lexicon))
    return {
      source: unwrap(agency),
      warnings: [warning('left_out', around.channel.language, line.number, sign)],
    };
  const credit = parseCredit(text, lexicon);
  if (credit !== undefined) return credit;
  const byline = bylineFacts(line, around);
  if (byline !== undefined) return byline;
  if (isSignature(text, around)) return { authors: [text] };
  const tags = parseHashtags(text);
  if (tags !== undefined) return { tags };
  if (!isInitials(text, lexicon)) return undefined;
  return { warnings: [warning('left_out', around.channel.language, line.number, text)] };
}

/** Latin letters under an Arabic text, or a name from the channel's own list. */
function isSignature(text: string, { language, lexicon, channel }: Surroundings): boolean {
  const isForeign = directionOf(language) === 'rtl' && isLatinName(text, lexicon);
  return isForeign || isKnownAuthor(text, channel);
}
