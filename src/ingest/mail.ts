import { matchKey } from '../text/match-key.ts';
import { cutLine, type Line } from './lines.ts';

/** What is left, and what was taken off as it stood. */
export interface Stripped {
  readonly lines: readonly Line[];
  readonly taken: readonly Line[];
}

const maxHeaderLines = 12;
const separator =
  /^(?:[-–—_]{2,} ?(?:forwarded message|original message|رسالة معاد توجيهها|رسالة مُعاد توجيهها|الرسالة الأصلية) ?[-–—_]{2,}|begin forwarded message:)$/i;
const header =
  /^\*?(from|to|cc|bcc|sent|date|subject|reply-to|من|إلى|الى|نسخة|نسخة إلى|أرسلت|أُرسلت|تاريخ الإرسال|التاريخ|الموضوع)\*? ?:\*? ?(.*)$/i;
const senderLabels: ReadonlySet<string> = new Set(['from', 'من']);
const subjectLabels: ReadonlySet<string> = new Set(['subject', 'الموضوع']);
const answerSign = /^(?:(?:re|fw|fwd|رد|إعادة توجيه|تحويل) ?: ?)+/i;
const wrote = /^(?:on .{6,100} wrote:|في .{6,100} كتبت?(?: .{1,80})?:)$/i;
const quoteSign = /^(?:> ?)+/;

/**
 * Takes the header off a mail that was pasted as a whole, and the `>` off one that is quoted as a whole. The subject
 * stays, as the first line, unless the text opens with it.
 */
export function stripMail(lines: readonly Line[]): Stripped {
  const head = stripHeader(lines);
  const body = stripQuotes(head.lines);
  return { lines: body.lines, taken: [...head.taken, ...body.taken] };
}

/** Sender and subject must be among its lines: alone, each may be a word of the article. */
function stripHeader(lines: readonly Line[]): Stripped {
  const start = separator.test(lines[0]?.text ?? '') ? 1 : 0;
  let end = start;
  let isSent = false;
  let subject: Line | undefined;
  for (; end < start + maxHeaderLines; end += 1) {
    const line = lines[end];
    const [, label = '', value = ''] = line?.role === undefined ? (header.exec(line?.text ?? '') ?? []) : [];
    if (line === undefined || label === '') break;
    isSent ||= senderLabels.has(label.toLowerCase());
    const words = value.replace(answerSign, '').trim();
    if (subjectLabels.has(label.toLowerCase()) && words !== '') subject = cutLine(line, words);
  }
  if (!isSent || subject === undefined) return { lines, taken: [] };
  const rest = lines.slice(end);
  const isRepeated = matchKey(rest[0]?.text.replace(quoteSign, '') ?? '') === matchKey(subject.text);
  return { lines: isRepeated ? rest : [subject, ...rest], taken: lines.slice(0, end) };
}

/** All lines but the subject and the one that says who wrote. */
function stripQuotes(lines: readonly Line[]): Stripped {
  const first = lines.findIndex(({ text }) => quoteSign.test(text));
  const quoted = lines.slice(Math.max(0, first));
  if (first < 0 || first > 2 || !quoted.every(({ text, role }) => role === undefined && quoteSign.test(text)))
    return { lines, taken: [] };
  const above = lines.slice(0, first);
  const inside = quoted.flatMap((line) => {
    const text = line.text.replace(quoteSign, '').trim();
    return text === '' ? [] : [cutLine(line, text)];
  });
  const sign = quoted.slice(0, 1).map((line) => ({ ...line, text: '>' }));
  return {
    lines: [...above.filter(({ text }) => !wrote.test(text)), ...inside],
    taken: [...above.filter(({ text }) => wrote.test(text)), ...sign],
  };
}
