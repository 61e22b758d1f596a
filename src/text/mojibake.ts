import { type RuleResult, replacedWhole } from './text-rule.ts';

/** The article `ال` in UTF-8, read as windows-1252 (or ISO 8859-1) and as windows-1256. */
const signs: readonly (readonly [sign: RegExp, byteOf: () => ReadonlyMap<string, number>])[] = [
  [/Ø§Ù[„\u0084]/g, once(reverse1252)],
  [/ط§ظ„/g, once(reverse1256)],
];
const leastSigns = 5;
const exampleLength = 24;

/** Bytes 80 to 9F; written out because Node's own windows-1252 decoder takes them for ISO 8859-1 in some versions. */
const high1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/**
 * Undoes UTF-8 that was read in a one-byte encoding and saved again. Only when it is certain: the sign is frequent,
 * every character has a byte, and the bytes are UTF-8. Must run before invisible characters are removed, because the
 * garbage holds some (soft hyphen, ZWNJ, LRM).
 */
export function repairMojibake(text: string): RuleResult {
  let current = text;
  for (let repaired = repairOnce(current); repaired !== undefined; repaired = repairOnce(current))
    current = repaired;
  if (current === text) return { text };
  const example = `${text.slice(0, exampleLength)} → ${current.slice(0, exampleLength / 2)}`;
  return replacedWhole(text, current, { rule: 'mojibake', count: 1, examples: [example] });
}

function repairOnce(text: string): string | undefined {
  for (const [sign, byteOf] of signs) {
    if ((text.match(sign)?.length ?? 0) >= leastSigns) return decodeAgain(text, byteOf());
  }
  return undefined;
}

function decodeAgain(text: string, byteOf: ReadonlyMap<string, number>): string | undefined {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const byte = byteOf.get(text[index] ?? '');
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function reverse1252(): ReadonlyMap<string, number> {
  const latin1 = Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte] as const);
  return new Map([...latin1, ...[...high1252].map((character, index) => [character, index + 0x80] as const)]);
}

function reverse1256(): ReadonlyMap<string, number> {
  const characters = new TextDecoder('windows-1256').decode(
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  );
  return new Map([...characters].map((character, byte) => [character, byte] as const));
}

function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= make();
    return value;
  };
}
