import type { Article } from '../../domain/article.ts';
import { html, type Markup } from '../../render/pages/markup.ts';
import { type ComparedLine, compareLines, type Piece } from '../../text/compare-lines.ts';
import { showControls, showInvisible } from '../../text/show-invisible.ts';
import type { ReportWords } from './report-words.ts';

/** Unchanged lines that stand between changed ones in plain sight; longer runs are folded. */
const maxOpenRun = 2;
const maxLines = 3000;

interface Context {
  readonly article: Article;
  readonly words: ReportWords;
  /** Number and anchor of each rule that acted. */
  readonly rules: ReadonlyMap<string, { readonly number: number; readonly id: string }>;
}

/** The rules that acted, counted, then the original beside the normalised text with the place of every change. */
export function renderChanges(article: Article, number: number, words: ReportWords): Markup {
  const { original, text, edits } = article.normalisation;
  const context: Context = {
    article,
    words,
    rules: new Map(
      article.changes.map(({ rule }, index) => [
        rule,
        { number: index + 1, id: `rule-${number}-${index + 1}` },
      ]),
    ),
  };
  const lines = compareLines(original, text, edits).filter(hasText);
  return html`<section class="changes">
<h2>${words.changes}</h2>
${article.changes.length === 0 ? html`<p class="fine">${words.noChanges}</p>\n` : renderRules(context)}<div class="beside">
<p class="sides" aria-hidden="true"><span>${words.before}</span><span>${words.after}</span></p>
${runsOf(lines.slice(0, maxLines)).map((run) => renderRun(run, context))}${lines.length > maxLines ? html`<p class="more">${words.more(lines.length - maxLines)}</p>` : undefined}</div>
</section>
`;
}

function hasText({ original, text }: ComparedLine): boolean {
  return [...original, ...text].some((piece) => piece.rules.length > 0 || piece.text.trim() !== '');
}

function renderRules({ article, words, rules }: Context): Markup {
  return html`<ol class="rules">${article.changes.map(
    ({ rule, count }) =>
      html`<li id="${rules.get(rule)?.id}"><span>${words.rules[rule] ?? rule}</span> <small>${words.times(count)}</small> <code dir="ltr">${rule}</code></li>\n`,
  )}</ol>
`;
}

/** Lines of one sort that follow each other. */
function runsOf(lines: readonly ComparedLine[]): readonly (readonly ComparedLine[])[] {
  const runs: ComparedLine[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    const isSame = (last?.[0]?.rules.length === 0) === (line.rules.length === 0);
    if (last !== undefined && isSame) last.push(line);
    else runs.push([line]);
  }
  return runs;
}

function renderRun(run: readonly ComparedLine[], context: Context): Markup {
  const rows = run.map((line) => renderLine(line, context));
  if (run[0]?.rules.length !== 0 || run.length <= maxOpenRun) return html`${rows}`;
  return html`<details>
<summary>${context.words.unchangedLines(run.length)}</summary>
${rows}</details>
`;
}

function renderLine({ number, original, text, rules }: ComparedLine, context: Context): Markup {
  const { article, words } = context;
  const attributes = html`lang="${article.language}" dir="${article.direction}"`;
  // Elsewhere a line of what was recognised is no line of the file.
  const place = article.format === 'text' ? html`<span class="number">${number}</span>` : undefined;
  if (rules.length === 0)
    return html`<div class="row same">${place}<p ${attributes}>${renderPieces(text, 'ins', context)}</p></div>\n`;
  return html`<div class="row">${place}<p ${attributes}><span class="side">${words.before}</span>${renderPieces(original, 'del', context)}</p>
<p ${attributes}><span class="side">${words.after}</span>${renderPieces(text, 'ins', context)}</p></div>
`;
}

function renderPieces(pieces: readonly Piece[], side: 'del' | 'ins', context: Context): Markup {
  const shown = pieces.filter(({ text }) => text !== '');
  return html`${shown.map((piece) => (piece.rules.length === 0 ? showControls(piece.text) : renderChanged(piece, side, context)))}`;
}

/** The numbers lead to the rules in their list. */
function renderChanged(
  { text, rules }: Piece,
  side: 'del' | 'ins',
  { words, rules: known }: Context,
): Markup {
  const names = rules.map((rule) => words.rules[rule] ?? rule).join(words.comma);
  const numbers = rules
    .flatMap((rule) => known.get(rule) ?? [])
    .map(({ id, number }) => html`<sup dir="ltr"><a href="#${id}">${number}</a></sup>`);
  const shown = showInvisible(text);
  return side === 'del'
    ? html`<del title="${names}">${shown}</del>${numbers}`
    : html`<ins title="${names}">${shown}</ins>${numbers}`;
}
