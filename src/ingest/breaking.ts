const mark =
  /^(?:[\s🔴🚨⚡️‼❗🟥*_|[\](«"-]*)(?:#?(?:عاجل(?:ة)?|خبر\s+عاجل|BREAKING(?:\s+NEWS)?|URGENT)[\]»")*_]*(?:\s*[|｜:：\-–—/!؟.،…🔴🚨⚡️‼❗]+\s*|\s*$)|#(?:عاجل|BREAKING|URGENT)\s+)/iu;
const flag = /^[\s*_]*(?:🔴|🚨|🟥)(?:\uFE0F)?[\s|:\-–—]*/u;

/**
 * The line without a mark of urgency such as `عاجل |`, `#عاجل` or 🔴, perhaps empty; `undefined` when it bears none.
 * The bare word without a mark begins a sentence.
 */
export function stripBreaking(line: string): string | undefined {
  const match = mark.exec(line) ?? flag.exec(line);
  if (match === null || match[0] === '') return undefined;
  const rest = line.slice(match[0].length).trim();
  return stripBreaking(rest) ?? rest;
}
