import { besidesNames, parseByline } from './byline.ts';
import type { Facts, Surroundings } from './facts.ts';
import type { Line } from './lines.ts';
import { warning } from './messages.ts';

/** Who wrote, by a line that says nothing else; what it says of others is told to the editor. */
export function bylineFacts({ text, number }: Line, { channel, lexicon }: Surroundings): Facts | undefined {
  const authors = parseByline(text, lexicon);
  if (authors === undefined) return undefined;
  const others = besidesNames(text, lexicon);
  return others.length === 0
    ? { authors }
    : { authors, warnings: [warning('left_out', channel.language, number, others.join(' | '))] };
}
