import { matchKey } from '../text/match-key.ts';
import type { Line } from './lines.ts';

const invocations: ReadonlySet<string> = new Set(
  [
    'بسم الله الرحمن الرحيم',
    'بسم الله',
    'باسمه تعالى',
    'بسمه تعالى',
    'بسم الله الرحمن الرحيم وبه نستعين',
    'بسم الله الرحمن الرحيم والصلاة والسلام على رسول الله',
    'بسم رب الشهداء والصديقين',
    'به نام خدا',
    'بنام خدا',
  ].map(matchKey),
);

/** One character that no form of Unicode takes apart. */
const sign = '\uFDFD';

/** The words in God's name with which statements open: no headline and no news, and never left out. */
export function isInvocation(text: string): boolean {
  return text.length <= 150 && (text === sign || invocations.has(matchKey(text)));
}

/** The invocation on the first line taken off, to be put back on top of the body. */
export function splitInvocation(lines: readonly Line[]): {
  readonly invocation: Line | undefined;
  readonly rest: readonly Line[];
} {
  const [first, ...rest] = lines;
  if (first === undefined || rest.length === 0 || !isInvocation(first.text))
    return { invocation: undefined, rest: lines };
  const { role: _, ...plain } = first;
  return { invocation: plain, rest };
}
