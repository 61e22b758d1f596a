import type { Site } from '../../domain/channel.ts';
import type { PollerFigures, ProgramReport } from '../../domain/polling.ts';
import { formatPollerCells, pollerColumns } from '../poller-cells.ts';
import { formatCount } from './dates.ts';
import { html, type Markup } from './markup.ts';
import { renderNameplate } from './nameplate.ts';
import { renderPage } from './page.ts';
import { siteLanguageOf } from './page-context.ts';
import { type PollerWords, pollerWordsIn } from './poller-words.ts';

/** The scorecard of the programs, for the operator: no link leads to it. */
export function renderPollersPage(site: Site, days: number, programs: readonly ProgramReport[]): string {
  const { language, direction } = siteLanguageOf(site);
  const words = pollerWordsIn(language);
  const format = (number: number) => formatCount(number, language, site.dateStyle);
  return renderPage({
    site,
    language,
    direction,
    title: `${words.title} – ${site.name}`,
    feeds: [],
    header: renderNameplate(site),
    main: html`<h1>${words.title}</h1>
<p class="standfirst">${words.lastDays(days, format(days))}</p>
${programs.length === 0 ? html`<p class="empty">${words.none}</p>` : renderTable(programs, words, format)}`,
    footer: html`<p>${words.explanation}</p>`,
  });
}

const noBreakSpace = '\u00A0';

function renderTable(
  programs: readonly ProgramReport[],
  words: PollerWords,
  format: (number: number) => string,
): Markup {
  const renderRow = (
    name: Markup,
    figures: PollerFigures,
  ) => html`<tr><th scope="row">${name}</th>${formatPollerCells(figures, words, format).map(
    (cell) => html`<td><bdi>${cell.replace(' ', noBreakSpace)}</bdi></td>`,
  )}</tr>
`;
  return html`<div class="text scorecard"><table>
<thead><tr><th scope="col">${words.columns.program}</th>${pollerColumns.map(
    (column) => html`<th scope="col">${words.columns[column]}</th>`,
  )}</tr></thead>
${programs.map(
  ({ program, feeds, ...figures }) => html`<tbody>
${renderRow(html`<bdi>${program}</bdi>`, figures)}${feeds.map(({ path, ...ofFeed }) =>
  renderRow(html`<code dir="ltr">${path}</code>`, ofFeed),
)}</tbody>
`,
)}</table></div>`;
}
