import type { Warning } from '../domain/article.ts';
import { matchKey } from '../text/match-key.ts';
import { cutLine, type Line } from './lines.ts';
import { type Stripped, stripMail } from './mail.ts';
import { warning } from './messages.ts';

const maxMarks = 6;
const maxNameLength = 60;
const digit = '[0-9\\u0660-\\u0669\\u06F0-\\u06F9]';
const day = `${digit}{1,4}[/.-]${digit}{1,2}[/.-]${digit}{2,4}`;
const time = `${digit}{1,2}:${digit}{2}(?::${digit}{2})?(?: ?(?:[ap]\\.?m\\.?|ص|م))?`;
const between = '(?:[,،] ?| )';
/** `[12/3/2026, 10:22] فلان: …`, `[10:22, 12/3/2026] فلان: …` and `12/3/2026, 10:22 - فلان: …`. */
const chatSign = new RegExp(
  `^(?:\\[(?:${day}${between}${time}|${time}${between}${day})\\] ?|${day}${between}${time} [-–] )([^:\\n]{1,${maxNameLength}}): ?`,
  'i',
);
/** `قناة الخبر, [12/3/2026 10:22]`, alone on its line. */
const postSign = new RegExp(
  `^[^\\[\\]]{1,${maxNameLength}}[,،] ?\\[[^\\[\\]]{0,30}${digit}:${digit}{2}[^\\[\\]]{0,12}\\]:?$`,
);
const handle = /^@[A-Za-z]\w{3,31}$/;
const mediaSign =
  /^(?:[[<] ?(?:photo|video|album|media omitted|صورة|فيديو|ألبوم|تم استبعاد الوسائط) ?[\]>]|(?:image|video) omitted)$/i;
const forwardedAlone: ReadonlySet<string> = new Set(
  `forwarded|forwarded many times|تم تحويلها|تم تحويلها عدة مرات|محولة|محولة عدة مرات|تم إعادة التوجيه|تمت إعادة التوجيه|
تمت إعادة توجيهها|تمت إعادة توجيهها عدة مرات|معاد توجيهها|معاد توجيهها عدة مرات|معاد توجيهها مرات كثيرة|رسالة معاد توجيهها`
    .split('|')
    .map(matchKey),
);
const forwardedFrom = [
  'forwarded from',
  'تم إعادة التوجيه من',
  'تمت إعادة التوجيه من',
  'تم إعادة توجيهها من',
  'تمت إعادة توجيهها من',
  'معاد توجيهها من',
  'رسالة معاد توجيهها من',
  'أعيد توجيهها من',
].map((words) => `${matchKey(words)} `);
const forwardedStart = /^\[?(?:forwarded|تم|مع|مُع|مح|مُح|رسال|أع|اع|أُع)/i;
const sentenceEnd = /[.؟!۔]$/;

/**
 * Takes off what messengers and mail programs add to a text that is passed on: who sent it and when, and that it was
 * forwarded. A talk of several people stays as it is.
 */
export function stripForwarding(
  lines: readonly Line[],
  language: string,
): { readonly lines: readonly Line[]; readonly warnings: readonly Warning[] } {
  const mail = stripMail(lines);
  const before = stripMarks(mail.lines);
  const chat = stripChat(before.lines);
  const after = chat.taken.length === 0 ? chat : stripMarks(chat.lines);
  const taken = [...new Set([mail, before, chat, after].flatMap((step) => step.taken))];
  // Of nothing but marks, the marks are the text.
  if (taken.length === 0 || after.lines.length === 0) return { lines, warnings: [] };
  const quoted = taken.map(({ text }) => text).join(' | ');
  return {
    lines: after.lines,
    warnings: [warning('forwarding_left_out', language, taken[0]?.number, quoted)],
  };
}

/** Lines at the top that say nothing but where the text came from. */
function stripMarks(lines: readonly Line[]): Stripped {
  let count = 0;
  while (count < maxMarks && isMark(lines[count])) count += 1;
  return { lines: lines.slice(count), taken: lines.slice(0, count) };
}

function isMark(line: Line | undefined): boolean {
  if (line === undefined || !isFree(line)) return false;
  const { text } = line;
  if (handle.test(text) || mediaSign.test(text) || postSign.test(text)) return true;
  if (text.length > maxNameLength * 2 || !forwardedStart.test(text) || sentenceEnd.test(text)) return false;
  const key = matchKey(text);
  return forwardedAlone.has(key) || forwardedFrom.some((words) => key.startsWith(words));
}

/** Each message opens with its time and its sender; the sender is the one newsroom that passes the text on. */
function stripChat(lines: readonly Line[]): Stripped {
  const signs = lines.map((line) => (isFree(line) ? chatSign.exec(line.text) : null));
  const senders = new Set(signs.flatMap((sign) => (sign === null ? [] : [sign[1]])));
  if (signs[0] == null || senders.size !== 1) return { lines, taken: [] };
  const left: Line[] = [];
  const taken: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const sign = signs[index]?.[0];
    if (sign === undefined) {
      left.push(line);
      continue;
    }
    taken.push({ ...line, text: sign.trim() });
    const rest = line.text.slice(sign.length).trim();
    if (rest !== '') left.push({ ...cutLine(line, rest), afterGap: true });
  }
  return { lines: left, taken };
}

/** Not what the format says is a list, a table or a heading. */
function isFree({ role }: Line): boolean {
  return role === undefined || role.kind === 'paragraph';
}
