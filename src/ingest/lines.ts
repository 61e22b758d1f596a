/** A line with words in it. */
export interface Line {
  readonly text: string;
  /** 1-based, of the decoded text. */
  readonly number: number;
  /** A blank line or a rule (`----`) stands before it. */
  readonly afterGap: boolean;
}

const rule = /^[-*_=~─━—–ـ•.#·\s]{3,}$/;

/** Trimmed lines without the empty ones. */
export function readLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let afterGap = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || rule.test(line)) {
      afterGap = true;
      continue;
    }
    lines.push({ text: line, number: index + 1, afterGap });
    afterGap = false;
  }
  return lines;
}
