const flag = /^[\s*_]*(?:🔴|🚨|🟥)(?:\uFE0F)?[\s|:\-–—]*/u;

/** Marks further on are the text's own. */
const maxMarksLength = 200;
/** Room for one mark. */
const scanLength = 300;

/** Words of urgency with what must follow them: a mark, the end of the line, or nothing where `#` stands before. */
export function breakingPattern(words: readonly string[]): RegExp {
  const word = words
    .toSorted((first, second) => second.length - first.length)
    .map(patternOf)
    .join('|');
  return new RegExp(
    `^(?:[\\s🔴🚨⚡️‼❗🟥*_|[\\](«"-]*)(?:#?(?:${word})(?!_[\\p{L}\\p{N}])[\\]»")*_]*(?:\\s*[|｜:：\\-–—/!؟.،…🔴🚨⚡️‼❗*_]+\\s*|\\s*$)|#(?:${word})\\s+)`,
    'iu',
  );
}

function patternOf(words: string): string {
  return words
    .split(/[\s_]+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('[\\s_]+');
}

/**
 * The line without marks of urgency such as `عاجل |`, `#عاجل` or 🔴, perhaps empty; `undefined` when it bears none.
 * The bare word without a mark begins a sentence.
 */
export function stripBreaking(line: string, mark: RegExp): string | undefined {
  let rest = line;
  while (line.length - rest.length < maxMarksLength) {
    const start = rest.slice(0, scanLength);
    const found = (mark.exec(start) ?? flag.exec(start))?.[0] ?? '';
    if (found === '') break;
    rest = rest.slice(found.length).trim();
  }
  return rest === line ? undefined : rest;
}
