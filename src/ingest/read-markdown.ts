import { createRequire } from 'node:module';
import type MarkdownIt from 'markdown-it';
import { splitFrontMatter } from './front-matter.ts';
import type { HtmlReading } from './html-reading.ts';
import { isMostlyEscaped } from './max-characters.ts';
import { refusal } from './messages.ts';

/** Longer than a headline: a paragraph with a rule right under it, which Markdown takes for a heading. */
const maxHeadingLength = 130;
/**
 * Brackets, stress and addresses are looked for from each of their signs, and each reference and escape is a part of
 * its own: more of them than any article has.
 */
const maxSigns = 20_000;
const maxLines = 20_000;
const lineEnd = /\r\n?|\n/;
const signs = /[[\]*_`~<!|&\\]|:\/\//g;

/*
 * Quotation marks and dashes stay as they were typed. HTML goes through the same door as that of web pages, since
 * escaped it would be published as text. An indented paragraph is no program.
 */
function openMarkdown() {
  // Slow to load, and few newsrooms write it: with the first article.
  const Parser = load('markdown-it') as typeof MarkdownIt;
  const parser = new Parser({ html: true, linkify: true, typographer: false, breaks: false }).disable('code');
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  return parser;
}

const load = createRequire(import.meta.url);
let markdown: ReturnType<typeof openMarkdown> | undefined;

type Token = ReturnType<ReturnType<typeof openMarkdown>['parse']>[number];

/**
 * CommonMark with tables, after front matter where there is some. Throws `front_matter_invalid`, `article_draft`,
 * `text_malformed`.
 */
export function readMarkdown(text: string, language: string): HtmlReading {
  const { facts, media, warnings, body } = splitFrontMatter(text, language);
  if (
    (body.match(signs)?.length ?? 0) > maxSigns ||
    body.split(lineEnd, maxLines + 1).length > maxLines ||
    isMostlyEscaped(body)
  )
    throw refusal('text_malformed', language);
  markdown ??= openMarkdown();
  const tokens = markdown.parse(body, {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open' && token.markup === '-') keepParagraph(tokens, index);
    if (token.type === 'ordered_list_open') keepLeadingNumber(tokens, index);
  }
  return { html: markdown.renderer.render(tokens, markdown.options, {}), facts, media, warnings };
}

function keepParagraph(tokens: readonly Token[], start: number): void {
  const [open, inline, close] = tokens.slice(start, start + 3);
  if (open === undefined || close === undefined || (inline?.content.length ?? 0) <= maxHeadingLength) return;
  open.tag = 'p';
  close.tag = 'p';
}

/** `1985. كان عامًا …` begins with a year: a list that counts from there has it for its only number. */
function keepLeadingNumber(tokens: readonly Token[], start: number): void {
  const list = tokens[start];
  const end = tokens.findIndex(
    (token, index) => index > start && token.type === 'ordered_list_close' && token.level === list?.level,
  );
  const items = tokens
    .slice(start, end)
    .filter(({ type, level }) => type === 'list_item_open' && level === (list?.level ?? 0) + 1);
  const [item] = items;
  if (list === undefined || item === undefined || items.length > 1 || Number(item.info) <= 20) return;
  const inline = tokens.slice(start, end).find(({ type }) => type === 'inline');
  const first = inline?.children?.[0];
  if (first?.type !== 'text') return;
  first.content = `${item.info}${item.markup} ${first.content}`;
  for (const token of tokens.slice(start, end + 1)) {
    if (token.level === list.level || token.level === item.level) token.tag = 'div';
    if (token.type.startsWith('paragraph_')) token.hidden = false;
  }
  list.attrs = null;
}
