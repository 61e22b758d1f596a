import { arabicLetters, latinLetters } from './arabic.ts';

/** A stretch of a text that reads from the left: offsets in UTF-16 units, end exclusive. */
export interface LatinRun {
  readonly start: number;
  readonly end: number;
}

const arabicLetter = new RegExp(`[${arabicLetters}]`);
const latinLetter = new RegExp(`[${latinLetters}]`);
/**
 * From a Latin letter, with the digits and signs that belong to its word, as far as no Arabic comes. The signs of
 * `@name`, `#tag`, `.NET` and `5G` stand before it; `/usr` and the scheme of an address are words like others.
 */
const stretch = new RegExp(
  `(?:(?<=^|[\\s(«"“[])[@#$.~/+-]{1,2}(?=[0-9${latinLetters}]))?[0-9]{0,9}[${latinLetters}][^${arabicLetters}\\u060C\\u061B\\u061F\\n]*`,
  'g',
);
/** What may end a Latin word and is no letter or digit: `C++`, `C#`, the last dot of `U.S.`, the slash of an address. */
const lastSigns = new RegExp(
  `(?:(?<=[A-Za-z])(?:\\+{1,2}|#)|(?<=(?:^|[^${latinLetters}])(?:[${latinLetters}]\\.)+[${latinLetters}])\\.|(?<=://\\S*)[/=_~-])$`,
);
const wordEnd = new RegExp(`[0-9${latinLetters}]`);
/** A number after a name that counts what comes next in Arabic: `باعت Apple 15 مليون جهاز`. */
const maxNumberLength = 40;
const numberAtEnd = /\s+[0-9][0-9.,]*$/;
const counted =
  /^[\s\u00A0]*(?:%|٪|مليون|مليار|تريليون|ألف|آلاف|مئة|مائة|دولار|يورو|ريال|درهم|جنيه|دينار|ليرة|عام|سنة|سنوات|شهر|أشهر|يوم|أيام|ساعة|ساعات|دقيقة|دقائق|شخص|أشخاص|موظف|جهاز|أجهزة|سيارة|طائرة|قتيل|جريح|هدف|نقطة|نقاط|مرة|مرات|في المئة|في المائة|بالمئة|بالمائة|كيلو|متر|طن)/;
const bracket = /[()[\]{}«»“”"]/;
const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '»': '«', '”': '“' };

/**
 * The Latin runs of an Arabic text that must be marked to read right: those of two words or more, and single words
 * whose signs the bidi algorithm would put on the other side (`C++`, `@name`, `https://…/`) or that would draw a
 * number of the Arabic words to them. In order, not overlapping. A text without an Arabic letter is one run.
 *
 * They go into `<span dir="ltr">` without `lang`: Latin letters don't tell French from English.
 */
export function directionMarks(text: string): readonly LatinRun[] {
  if (!latinLetter.test(text)) return [];
  if (!arabicLetter.test(text)) return wholeText(text);
  return Array.from(text.matchAll(stretch)).flatMap(({ index, 0: written }) =>
    balancedParts(written, index)
      .map((part) => trimRun(text, part))
      .filter((run) => run !== undefined)
      .filter((run) => needsMark(text, run)),
  );
}

function wholeText(text: string): readonly LatinRun[] {
  const start = text.search(/\S/);
  return text.includes('\n') ? [] : [{ start, end: text.trimEnd().length }];
}

/** A run holds whole pairs of brackets, since half a pair would be mirrored apart from the other half. */
function balancedParts(written: string, start: number): readonly LatinRun[] {
  if (!bracket.test(written)) return [{ start, end: start + written.length }];
  const cuts: number[] = [];
  const open: { readonly sign: string; readonly at: number }[] = [];
  for (let at = 0; at < written.length; at += 1) {
    const sign = written.charAt(at);
    const opening = sign === '"' ? '"' : pairs[sign];
    if (opening !== undefined && open.at(-1)?.sign === opening) open.pop();
    else if (sign !== '"' && opening !== undefined) cuts.push(at);
    else if (bracket.test(sign)) open.push({ sign, at });
  }
  const edges = [...cuts, ...open.map(({ at }) => at)].sort((one, other) => one - other);
  const starts = [0, ...edges.map((edge) => edge + 1)];
  return starts.map((from, index) => ({
    start: start + from,
    end: start + (edges[index] ?? written.length),
  }));
}

function trimRun(text: string, { start, end }: LatinRun): LatinRun | undefined {
  const written = text.slice(start, end);
  const first = written.search(latinLetter);
  if (first < 0) return undefined;
  let length = written.trimEnd().length;
  while (length > 0 && !endsRun(written, length)) length -= 1;
  const number = numberAtEnd.exec(written.slice(Math.max(0, length - maxNumberLength), length));
  if (number !== null && counted.test(text.slice(start + length))) length -= number[0].length;
  const opening = /^[^@#$.~/+0-9A-Za-z\u00C0-\u024F\u1E00-\u1EFF([{«“"-]*/.exec(written)?.[0].length ?? 0;
  return opening < length ? { start: start + opening, end: start + length } : undefined;
}

function endsRun(written: string, length: number): boolean {
  const last = written.charAt(length - 1);
  return (
    wordEnd.test(last) ||
    /[)\]}»”"]/.test(last) ||
    lastSigns.test(written.slice(Math.max(0, length - 80), length))
  );
}

function needsMark(text: string, { start, end }: LatinRun): boolean {
  const run = text.slice(start, end);
  const words = run.split(/\s+/).filter((word) => latinLetter.test(word) || /\d/.test(word));
  if (words.length > 1) return true;
  const hasSignAtEdge = !/^[0-9A-Za-z\u00C0-\u024F\u1E00-\u1EFF]/.test(run) || !wordEnd.test(run.slice(-1));
  // The number would follow the name, away from the Arabic word that it counts.
  return hasSignAtEdge || /^[\s\u060C:-]+[0-9]/.test(text.slice(end));
}
