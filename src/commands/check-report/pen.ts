import { styleText } from 'node:util';
import { showControls } from '../../text/show-invisible.ts';
import type { Terminal } from './terminal.ts';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export const firstStrongIsolate = '\u2068';
export const leftToRightIsolate = '\u2066';
export const rightToLeftIsolate = '\u2067';
const popIsolate = '\u2069';
const rightToLeftMark = '\u200F';
const leftToRightMark = '\u200E';

export interface Pen {
  readonly style: (style: Style, text: string) => string;
  /** Words that are not ours: harmless, and in an order of their own. */
  readonly quote: (text: string) => string;
  /** The same for words that are harmless already. */
  readonly hold: (text: string) => string;
  readonly lines: (lines: readonly string[]) => string;
}

/** How a report in words of that direction is written on that terminal. */
export function penOf(
  { direction }: { readonly direction: 'rtl' | 'ltr' },
  { hasColor, hasIsolates }: Terminal,
): Pen {
  const mark = direction === 'rtl' ? rightToLeftMark : leftToRightMark;
  return {
    style: (style, text) => (hasColor ? styleText(style, text, { validateStream: false }) : text),
    quote: (text) => isolate(showControls(text), firstStrongIsolate, hasIsolates),
    hold: (text) => isolate(text, firstStrongIsolate, hasIsolates),
    // A terminal finds the direction of each line by its first strong letter, and must find ours.
    lines: (lines) => lines.map((line) => (hasIsolates && line !== '' ? mark + line : line)).join('\n'),
  };
}

export function isolate(text: string, opening: string, hasIsolates: boolean): string {
  return hasIsolates ? opening + text + popIsolate : text;
}
