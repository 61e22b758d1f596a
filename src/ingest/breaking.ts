const mark =
  /^(?:[\s🔴🚨⚡️‼❗🟥*_|[\](«"-]*)(?:#?(?:عاجل(?:ة)?|خبر\s+عاجل|BREAKING(?:\s+NEWS)?|URGENT)[\]»")*_]*(?:\s*[|｜:：\-–—/!؟.،…🔴🚨⚡️‼❗]+\s*|\s*$)|#(?:عاجل|BREAKING|URGENT)\s+)/iu;
const flag = /^[\s*_]*(?:🔴|🚨|🟥)(?:\uFE0F)?[\s|:\-–—]*/u;

/** Marks further on are the text's own. */
const maxMarksLength = 200;
/** Room for one mark. */
const scanLength = 300;

/**
 * The line without marks of urgency such as `عاجل |`, `#عاجل` or 🔴, perhaps empty; `undefined` when it bears none.
 * The bare word without a mark begins a sentence.
 */
export function stripBreaking(line: string): string | undefined {
  let rest = line;
  while (line.length - rest.length < maxMarksLength) {
    const start = rest.slice(0, scanLength);
    const found = (mark.exec(start) ?? flag.exec(start))?.[0] ?? '';
    if (found === '') break;
    rest = rest.slice(found.length).trim();
  }
  return rest === line ? undefined : rest;
}
