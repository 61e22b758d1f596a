import { asciiDigits } from '../text/digits.ts';

const bullet = /^(?:[•▪▫●○■□◾◼◽◻◆◇❖►▶◄◀➤➢➔✔✓✅🔹🔸🔺🔻🔘👉👈‣⁃·∙](?:\uFE0F)?\s*|[*–—-]\s+)(?=\S)/u;
/** Signs that mean something by themselves: dialogue, emphasis, a claim that was checked. */
const ownMeaning = /^[*–—✅✔✓👉👈-]/u;
const checkMark = /^[✅✔✓]/u;
const cross = /^[❌✗✘✖❎🚫⛔]/u;
const gluedDash = /^[-–]\s*(?=[^\s\d-])/;
const number =
  /^(?:\(?([0-9\u0660-\u0669\u06F0-\u06F9]{1,2})\s?[.)\-–/]\)?|([0-9])\uFE0F?\u20E3)\s*(?=[^\s\d])/;

/** A line that opens with the sign of a list's item. */
export function isBullet(line: string): boolean {
  return bullet.test(line) || gluedDash.test(line);
}

/** A sign that is nothing but a bullet: no dash, no asterisk, no check mark. */
export function isPlainBullet(line: string): boolean {
  return bullet.test(line) && !ownMeaning.test(line);
}

/** Where some lines are crossed, the check marks of the others say that they are not. */
export function answersCross(line: string, before: string, after: string): boolean {
  return checkMark.test(line) && (cross.test(before) || cross.test(after));
}

export function isCheckMark(line: string): boolean {
  return checkMark.test(line);
}

export function stripBullet(line: string): string {
  return bullet.test(line) ? line.replace(bullet, '') : line.replace(gluedDash, '');
}

/** The number that opens an item, such as `1.`, `٢-` or `(3)`. */
export function itemNumber(line: string): number | undefined {
  const match = number.exec(line);
  return match === null ? undefined : Number(asciiDigits(match[1] ?? match[2] ?? ''));
}

export function stripNumber(line: string): string {
  return line.replace(number, '');
}
