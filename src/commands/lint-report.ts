import type { Finding } from '../lint/finding.ts';
import type { LintReport } from '../lint/lint-feed.ts';
import type { Severity } from '../lint/rules/rule.ts';
import { penOf } from './check-report/pen.ts';
import type { Terminal } from './check-report/terminal.ts';

export interface LintedSource {
  readonly source: string;
  readonly report: LintReport;
}

/** Of one rule; the others are counted. `--json` has all. */
const maxPlaces = 5;
const severities: readonly Severity[] = ['error', 'warning'];
const headings = {
  error: { ar: 'أخطاء', en: 'Errors', style: 'red' },
  warning: { ar: 'تنبيهات', en: 'Warnings', style: 'yellow' },
} as const;

export function countOf({ findings }: LintReport, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** The report of `nashra lint` for people: errors first, each rule in Arabic and then in English with its cure and places. */
export function formatLintReport({ source, report }: LintedSource, terminal: Terminal): string {
  const arabic = penOf({ direction: 'rtl' }, terminal);
  const english = penOf({ direction: 'ltr' }, terminal);
  const counts = severities.map((severity) => [headings[severity], countOf(report, severity)] as const);
  const head = [
    arabic.lines([arabic.style('bold', arabic.quote(source))]),
    arabic.lines([counts.map(([{ ar }, count]) => `${ar}: ${count}`).join('، ')]),
    english.lines([counts.map(([{ en }, count]) => `${en}: ${count}`).join(', ')]),
  ];
  if (report.findings.length === 0)
    return [
      head[0],
      arabic.lines([arabic.style('green', 'لا عيب في هذه الخلاصة.')]),
      english.lines([english.style('green', 'No fault was found in this feed.')]),
    ].join('\n');
  return [
    head.join('\n'),
    ...severities.flatMap((severity) => formatSeverity(report, severity, terminal)),
  ].join('\n\n');
}

function formatSeverity({ findings }: LintReport, severity: Severity, terminal: Terminal): readonly string[] {
  const own = findings.filter((finding) => finding.severity === severity);
  const codes = [...new Set(own.map(({ code }) => code))];
  return codes.map((wanted) =>
    formatGroup(
      own.filter(({ code }) => code === wanted),
      terminal,
    ),
  );
}

function formatGroup(group: readonly Finding[], terminal: Terminal): string {
  const [first] = group;
  if (first === undefined) return '';
  const arabic = penOf({ direction: 'rtl' }, terminal);
  const english = penOf({ direction: 'ltr' }, terminal);
  const { style } = headings[first.severity];
  const more = group.length - maxPlaces;
  return [
    english.lines([english.style(style, `${first.code} (${group.length})`)]),
    arabic.lines([first.message.ar, `${arabic.style('cyan', 'العلاج')}: ${first.cure.ar}`]),
    english.lines([first.message.en, `${english.style('cyan', 'Cure')}: ${first.cure.en}`]),
    english.lines(group.slice(0, maxPlaces).map((finding) => `  - ${placeOf(finding, english.quote)}`)),
    ...(more > 0 ? [english.lines([`  - … +${more}`])] : []),
  ].join('\n');
}

function placeOf({ place: { line, item, path }, quoted }: Finding, quote: (text: string) => string): string {
  const numbers = [
    ...(line === undefined ? [] : [{ en: `line ${line}`, ar: `السطر ${line}` }]),
    ...(item === undefined ? [] : [{ en: `item ${item}`, ar: `الخبر ${item}` }]),
  ];
  const [arabic, english] = [numbers.map(({ ar }) => ar).join('، '), numbers.map(({ en }) => en).join(', ')];
  const where = [
    ...(numbers.length === 0 ? [] : [`${english} (${quote(arabic)})`]),
    ...(path === undefined || path === '' ? [] : [quote(path)]),
  ].join(', ');
  if (quoted === undefined) return where === '' ? 'feed (الخلاصة)' : where;
  return where === '' ? quote(quoted) : `${where}: ${quote(quoted)}`;
}

/** The object of `--json`: every key always there, `null` where there is nothing. */
export function lintReportJson({ source, report }: LintedSource, profile: string | undefined): object {
  return {
    source,
    format: report.format ?? null,
    profile: profile ?? null,
    items: report.itemCount,
    errors: countOf(report, 'error'),
    warnings: countOf(report, 'warning'),
    findings: report.findings.map(({ code, severity, place, quoted, message, cure }) => ({
      code,
      severity,
      line: place.line ?? null,
      item: place.item ?? null,
      path: place.path ?? null,
      quoted: quoted ?? null,
      message,
      cure,
    })),
  };
}
