/*
 * Where an element may stand, so that the tree builder of the HTML Standard (§13.2.6) makes of the written tags the
 * very tree that was meant: it closes, moves and invents elements where they stand elsewhere, which is how markup
 * that looks harmless becomes something else in a browser.
 */

const inlineNames = new Set(['a', 'strong', 'em', 'sub', 'sup', 'span']);
/** They hold text and inline elements only. */
const paragraphs = new Set(['p', 'h2', 'h3']);
const voidNames = new Set(['br', 'img']);
/** Deeper than any article; readers lay out what is nested in boxes in boxes. */
const maxDepth = 60;
/** What each part of a list or table may have as children, and what is put round anything else. */
const structure: Readonly<
  Record<string, { readonly children: readonly string[]; readonly wrapper: string }>
> = {
  ul: { children: ['li'], wrapper: 'li' },
  ol: { children: ['li'], wrapper: 'li' },
  table: { children: ['thead', 'tbody'], wrapper: 'tbody' },
  thead: { children: ['tr'], wrapper: 'tr' },
  tbody: { children: ['tr'], wrapper: 'tr' },
  tr: { children: ['th', 'td'], wrapper: 'td' },
};
/** Elements that only stand inside these, with the parts between that may be left unwritten. */
const ancestors: Readonly<Record<string, readonly string[]>> = {
  li: ['ul', 'ol'],
  thead: ['table'],
  tbody: ['table'],
  tr: ['thead', 'tbody', 'table'],
  td: ['tr', 'thead', 'tbody', 'table'],
  th: ['tr', 'thead', 'tbody', 'table'],
  figcaption: ['figure'],
};
const tokens = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/g;
const blank = /^[\t\n ]*$/;

/**
 * The HTML with every element where it may stand, closed in its order. An element that cannot stand where it is
 * written ends those in its way, or gets the parents that it lacks, or is left out and its content stays.
 * @param html as sanitize-html writes it: names in lower case, `<` and `>` only round tags, attributes quoted
 */
export function nestHtml(html: string): string {
  const tree = openTree();
  for (const [token, slash, name, attributes = ''] of html.matchAll(tokens)) {
    if (name === undefined) tree.text(token);
    else if (slash === '/') tree.close(name);
    else if (voidNames.has(name)) tree.text(`<${name}${attributes.replace(/\s*\/$/, '')}>`);
    else tree.open(name, token);
  }
  return tree.finish();
}

function openTree() {
  const parts: string[] = [];
  const open: string[] = [];
  const top = () => open.at(-1) ?? '';
  const push = (name: string, tag = `<${name}>`) => {
    open.push(name);
    parts.push(tag);
  };
  const pop = () => parts.push(`</${open.pop() ?? ''}>`);
  /** Inside a list or table, what belongs into an item or cell gets one. */
  const makeRoom = (name: string) => {
    for (let part = structure[top()]; part !== undefined; part = structure[top()]) {
      if (part.children.includes(name)) return;
      push(part.wrapper);
    }
  };
  const openBlock = (name: string, tag: string) => {
    const above = ancestors[name];
    if (above !== undefined && !open.some((one) => above.includes(one))) return;
    while (inlineNames.has(top()) || paragraphs.has(top())) pop();
    while (above?.includes(top()) === false) pop();
    makeRoom(name);
    push(name, tag);
  };
  return {
    open: (name: string, tag: string) => {
      if (open.length >= maxDepth || (name === 'a' && open.includes('a'))) return;
      if (!inlineNames.has(name)) return openBlock(name, tag);
      makeRoom(name);
      push(name, tag);
    },
    close: (name: string) => {
      const place = open.lastIndexOf(name);
      while (place >= 0 && open.length > place) pop();
    },
    text: (token: string) => {
      if (blank.test(token) && top() in structure) return;
      makeRoom('#text');
      parts.push(token);
    },
    finish: () => {
      while (open.length > 0) pop();
      return parts.join('');
    },
  };
}
