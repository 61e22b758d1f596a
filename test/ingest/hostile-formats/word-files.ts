import type { Random } from '../../crash/random.ts';
import { wordParts, zipOf } from '../../support/word-document.ts';
import { mutate } from './mutate.ts';
import { pieces } from './pieces.ts';
import { samples, wordBody } from './samples.ts';

/**
 * A Word document with a fault inside its parts, in an archive that is whole: what random bytes in the file itself never
 * get to, because its checksums catch them.
 */
export function faultyDocument(random: Random): { bytes: Buffer; names: string } {
  const parts: Record<string, string | Uint8Array> = { ...wordParts(wordBody) };
  const name = random.pick([
    ...Object.keys(parts),
    'word/document.xml',
    'word/document.xml',
    'word/styles.xml',
  ]);
  if (random.next() < 0.1) {
    delete parts[name];
    return { bytes: zipOf(parts), names: `without ${name}` };
  }
  if (random.next() < 0.4) {
    parts[name] = withPieces(String(parts[name]), random);
    return { bytes: zipOf(parts), names: `pieces in ${name}` };
  }
  const { bytes, names } = mutate(
    Buffer.from(parts[name] ?? ''),
    random,
    samples.map((sample) => sample.bytes),
  );
  parts[name] = bytes;
  return { bytes: zipOf(parts), names: `${names} in ${name}` };
}

/** The XML stays well-formed, as far as the piece lets it: elements repeated, renamed and nested, texts replaced. */
function withPieces(xml: string, random: Random): string {
  const tokens = xml.split(/(<[^>]*>)/);
  for (let count = random.between(1, 8); count > 0; count -= 1) {
    const at = random.between(0, tokens.length - 1);
    const token = tokens[at] ?? '';
    const other = tokens[random.between(0, tokens.length - 1)] ?? '';
    tokens[at] = random.pick([
      () => token + token,
      () => '',
      () => token.replace(/"[^"]*"/, () => `"${escapeMarkup(random.pick(pieces))}"`),
      () =>
        token.replace(/\bw:\w+/, () =>
          random.pick(['w:tbl', 'w:tr', 'w:tc', 'w:p', 'w:r', 'w:t', 'w:sdt', 'w:ins', 'w:del', 'w:drawing']),
        ),
      () => (token.startsWith('<') ? token : escapeMarkup(random.pick(pieces))),
      () => token + other,
    ])();
  }
  return tokens.join('');
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
