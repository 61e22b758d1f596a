import { isUtf8 } from 'node:buffer';

const newLine = 0x0a;

/** The first line, from 1, that is not UTF-8; line 1 when every line is, and the text is none all the same. */
export function firstFaultLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(newLine, start);
    const end = found < 0 ? bytes.length : found;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return 1;
}
