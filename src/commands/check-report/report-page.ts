import { createHash } from 'node:crypto';
import type { Article } from '../../domain/article.ts';
import type { Channel } from '../../domain/channel.ts';
import type { NashraError } from '../../domain/errors.ts';
import type { CheckOutcome } from '../../ingest/report.ts';
import { formatMarkup, html, type Markup, raw } from '../../render/pages/markup.ts';
import { stylesheet, themeColors } from '../../render/pages/style.ts';
import { showControls } from '../../text/show-invisible.ts';
import { renderChanges } from './page-changes.ts';
import { renderFacts, renderStructure } from './page-facts.ts';
import { renderReaders } from './page-readers.ts';
import { reportStyle } from './report-style.ts';
import type { ReportWords } from './report-words.ts';
import { reportWordsIn } from './report-words-in.ts';

const style = stylesheet + reportStyle;
const styleHash = createHash('sha256').update(style).digest('base64');
/** Nothing is loaded and nothing runs, whatever the article holds: the page may be opened from anywhere. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** One article's part of the page, and what the list of contents says of it. */
export interface CheckedArticle {
  readonly status: CheckOutcome['status'];
  readonly name: string;
  readonly report: Markup;
}

/** @param number of the article in its file, from 1 */
export function renderChecked(
  outcome: CheckOutcome,
  number: number,
  channel: Channel,
  wordsPerMinute?: number,
): CheckedArticle {
  return {
    status: outcome.status,
    name: outcome.status === 'accepted' ? outcome.article.title : outcome.error.message,
    report: renderOutcome(outcome, number, channel, wordsPerMinute),
  };
}

/** The report of `nashra check --html`: one page that needs nothing else, for the articles of one file. */
export function renderReportPage(
  articles: readonly CheckedArticle[],
  channel: Channel,
  fileName: string | undefined,
): string {
  const words = reportWordsIn(channel.language);
  const name = fileName === undefined ? undefined : showControls(fileName);
  const title = name === undefined ? words.pageTitle : `${words.pageTitle}${words.colon}${name}`;
  return formatMarkup(html`<!DOCTYPE html>
<html lang="${words.language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="theme-color" content="${themeColors.light}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="${themeColors.dark}" media="(prefers-color-scheme: dark)">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body class="report">
<header class="masthead">
<p class="nameplate">${words.program}</p>
<p class="folio">${words.pageTitle}${name === undefined ? undefined : html`${words.colon}<bdi>${name}</bdi>`}</p>
</header>
<main>
${articles.length === 1 ? undefined : renderContents(articles, words)}${articles.map(({ report }) => report)}</main>
</body>
</html>
`);
}

function renderContents(articles: readonly CheckedArticle[], words: ReportWords): Markup {
  return html`<nav class="contents">
<h2>${words.articles}</h2>
<ol>${articles.map(
    ({ status, name }, index) =>
      html`<li>${renderStatus(status, words)} <a href="#article-${index + 1}"><bdi>${name}</bdi></a></li>`,
  )}</ol>
</nav>
`;
}

function renderOutcome(
  outcome: CheckOutcome,
  number: number,
  channel: Channel,
  wordsPerMinute?: number,
): Markup {
  const words = reportWordsIn(channel.language);
  return html`<article class="check" id="article-${number}">
${outcome.status === 'accepted' ? renderAccepted(outcome.article, number, channel, wordsPerMinute) : renderRefused(outcome.error, words)}</article>
`;
}

function renderStatus(status: CheckOutcome['status'], words: ReportWords): Markup {
  return html`<span class="status ${status}">${words[status]}</span>`;
}

function renderRefused({ message, line, code }: NashraError, words: ReportWords): Markup {
  return html`<header class="verdict">
<p class="badges">${renderStatus('refused', words)}</p>
<h1>${showControls(message)}</h1>
<p class="standfirst">${line === undefined ? undefined : html`${words.line(line)}${words.comma}`}<code dir="ltr">${code}</code></p>
</header>
`;
}

function renderAccepted(article: Article, number: number, channel: Channel, wordsPerMinute?: number): Markup {
  const words = reportWordsIn(channel.language);
  const { language, direction } = article;
  return html`<header class="verdict">
<p class="badges">${renderStatus('accepted', words)}${article.breaking ? html` <span class="breaking">${words.breaking}</span>` : undefined}</p>
<h1><span lang="${language}" dir="${direction}">${article.title}</span>${article.titleOrigin === 'derived' ? html` <span class="derived">${words.derived}</span>` : undefined}</h1>
<p class="standfirst" lang="${language}" dir="${direction}">${article.summary}</p>
</header>
${renderWarnings(article, words)}${renderFacts(article, words, wordsPerMinute)}${renderStructure(article, words)}${renderChanges(article, number, words)}${renderReaders(article, channel, words)}`;
}

function renderWarnings({ warnings }: Article, words: ReportWords): Markup {
  if (warnings.length === 0) return html`<p class="fine">${words.nothingToReview}</p>\n`;
  return html`<section class="warnings">
<h2>${words.toReview} <span class="count">${warnings.length}</span></h2>
<ul>${warnings.map(
    ({ message, line, code }) =>
      html`<li><p>${showControls(message)}</p><p class="place">${line === undefined ? undefined : html`<span>${words.line(line)}</span> `}<code dir="ltr">${code}</code></p></li>\n`,
  )}</ul>
</section>
`;
}
