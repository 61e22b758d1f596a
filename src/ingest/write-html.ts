import { escapeHtml } from '../text/html.ts';

/** An inline element round words: its name, and its start tag as it is written. */
export interface InlineTag {
  readonly name: string;
  readonly tag: string;
}

export interface HtmlWriter {
  /** Words with the inline elements round them, outermost first. Blanks are joined as a browser does. */
  readonly text: (text: string, inside: readonly InlineTag[]) => void;
  /** An inline picture, as a whole tag. */
  readonly inline: (html: string) => void;
  readonly lineBreak: () => void;
  /** Ends the block that is being written; blank ones vanish. */
  readonly endBlock: () => void;
  /** What element the blocks from here are; '' is none, for the content of an item or cell. */
  readonly block: (name: string, tag?: string) => void;
  /** Ends the block and writes a tag between blocks. */
  readonly tag: (html: string) => void;
  readonly finish: () => string;
}

interface Run {
  readonly html: string;
  readonly inside: readonly InlineTag[];
  readonly kind: 'text' | 'break' | 'inline';
}

const blanks = /[\t\n\f\r ]+/g;
const blankOnly = /^[\s\u200B\uFEFF]*$/;

/** Writes blocks one after the other, whatever the order in which markup opened and closed; twice a break ends one. */
export function openHtmlWriter(): HtmlWriter {
  const parts: string[] = [];
  let runs: Run[] = [];
  let block = { name: 'p', tag: '<p>' };
  let isBare = false;

  const endBlock = () => {
    const trimmed = trimRuns(runs);
    runs = [];
    if (trimmed.length === 0) return;
    const html = runsHtml(trimmed);
    if (block.name === '') {
      // A second paragraph of an item or cell.
      parts.push(isBare ? `<br>${html}` : html);
      isBare = true;
    } else parts.push(`${block.tag}${html}</${block.name}>\n`);
  };
  return {
    text: (text, inside) => {
      const html = escapeHtml(text.replace(blanks, ' '));
      if (html !== '') runs.push({ html, inside, kind: 'text' });
    },
    inline: (html) => runs.push({ html, inside: [], kind: 'inline' }),
    lineBreak: () => {
      const words = runs.findLastIndex(
        (run) => run.kind === 'inline' || !(blankOnly.test(run.html) || isBreak(run)),
      );
      const isSecond = runs.slice(words + 1).some(isBreak);
      if (isSecond && block.name === 'p') endBlock();
      else runs.push({ html: '<br>', inside: [], kind: 'break' });
    },
    endBlock,
    block: (name, tag = `<${name}>`) => {
      endBlock();
      block = { name, tag };
    },
    tag: (html) => {
      endBlock();
      parts.push(html);
      isBare = false;
    },
    finish: () => {
      endBlock();
      return parts.join('').trim();
    },
  };
}

function isBreak(run: Run): boolean {
  return run.kind === 'break';
}

/** Without blanks and breaks at both ends; none when nothing is left. */
function trimRuns(runs: readonly Run[]): readonly Run[] {
  const isBlank = (run: Run) => run.kind !== 'inline' && (isBreak(run) || blankOnly.test(run.html));
  const start = runs.findIndex((run) => !isBlank(run));
  if (start < 0) return [];
  return runs.slice(start, runs.findLastIndex((run) => !isBlank(run)) + 1);
}

function runsHtml(runs: readonly Run[]): string {
  let html = '';
  let open: readonly InlineTag[] = [];
  const moveTo = (inside: readonly InlineTag[]) => {
    let same = 0;
    while (same < open.length && open[same]?.tag === inside[same]?.tag) same += 1;
    for (const { name } of open.slice(same).reverse()) html += `</${name}>`;
    for (const { tag } of inside.slice(same)) html += tag;
    open = inside;
  };
  for (const run of runs) {
    if (run.kind === 'text') moveTo(run.inside);
    html += run.html;
  }
  moveTo([]);
  return html
    .replace(/ *<br> */g, '<br>')
    .replace(/ {2,}/g, ' ')
    .trim();
}
