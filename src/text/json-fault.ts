const space = /[\t\n\r ]*/y;
const scalar =
  /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const key = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"[\t\n\r ]*:/y;

/** 1-based line at which the text stops being JSON (RFC 8259); `undefined` when it is JSON. */
export function jsonFaultLine(text: string): number | undefined {
  const offset = jsonFaultOffset(text);
  return offset === undefined ? undefined : text.slice(0, offset).split(/\r\n?|\n/).length;
}

/**
 * The machine's own parser names no place in most of its messages. This one keeps a stack of its own, so that no
 * nesting is too deep.
 */
function jsonFaultOffset(text: string): number | undefined {
  const open: ('{' | '[')[] = [];
  let at = after(space, text, 0) ?? 0;
  for (;;) {
    const opened = text[at];
    if (opened === '{' || opened === '[') {
      at = after(space, text, at + 1) ?? at + 1;
      if (text[at] !== (opened === '{' ? '}' : ']')) {
        const next = opened === '{' ? after(key, text, at) : at;
        if (next === undefined) return at;
        open.push(opened);
        at = after(space, text, next) ?? next;
        continue;
      }
      at += 1;
    } else {
      const end = after(scalar, text, at);
      if (end === undefined) return at;
      at = end;
    }
    at = after(space, text, at) ?? at;
    while (open.length > 0 && text[at] === (open.at(-1) === '{' ? '}' : ']')) {
      open.pop();
      at = after(space, text, at + 1) ?? at + 1;
    }
    if (open.length === 0) return at === text.length ? undefined : at;
    if (text[at] !== ',') return at;
    at = after(space, text, at + 1) ?? at + 1;
    if (open.at(-1) === '{') {
      const next = after(key, text, at);
      if (next === undefined) return at;
      at = after(space, text, next) ?? next;
    }
  }
}

/** Where a match of the sticky pattern at `start` ends. */
function after(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
