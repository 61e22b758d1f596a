import type { Warning } from '../domain/article.ts';
import { arabicLetters } from '../text/arabic.ts';
import type { NormalisedText } from '../text/normalise.ts';
import type { Surroundings } from './facts.ts';
import type { Line } from './lines.ts';
import { warning } from './messages.ts';

// From the start of a word, since one of 100,000 letters has as many ends.
const latinMark = new RegExp(`(?<![${arabicLetters}])[${arabicLetters}]+[,;?](?=\\s+[${arabicLetters}]|$)`);

/** What an editor should look at in the text itself; none of it is changed. */
export function textWarnings(
  { text, language, changes }: NormalisedText,
  lines: readonly Line[],
  { channel }: Surroundings,
): readonly Warning[] {
  const warnings: Warning[] = [];
  if (changes.some((change) => change.rule === 'bidi_overrides'))
    warnings.push(warning('bidi_override', channel.language));
  const isArabic = language === 'ar' || language.startsWith('ar-');
  const marked = isArabic && /[,;?]/.test(text) ? lines.find((line) => latinMark.test(line.text)) : undefined;
  if (marked !== undefined) {
    const quoted = latinMark.exec(marked.text)?.[0] ?? '';
    warnings.push(warning('latin_punctuation', channel.language, marked.number, quoted));
  }
  return warnings;
}
