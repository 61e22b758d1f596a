import { type CheckOutcome, type CheckReport, checkReport } from '../../ingest/report.ts';

/** One article's report as it will be written: of thousands in a feed the objects would take several times the room. */
export interface WrittenReport extends Pick<CheckReport, 'status' | 'format' | 'encoding'> {
  readonly json: Buffer;
}

/** @param isOneOfSeveral articles of one file: it stands deeper then */
export function writeReport(
  outcome: CheckOutcome,
  isOneOfSeveral: boolean,
  wordsPerMinute?: number,
): WrittenReport {
  const report = checkReport(outcome, wordsPerMinute);
  const { status, format, encoding } = report;
  const json = JSON.stringify(report, null, 2);
  // Inside strings JSON has no line breaks.
  return {
    status,
    format,
    encoding,
    json: Buffer.from(isOneOfSeveral ? json.replaceAll('\n', '\n    ') : json),
  };
}

/**
 * The JSON of a file's articles, in parts: of one the report itself, of several an object with their reports under
 * `articles`. The file is refused when all of them are.
 */
export function joinReports(reports: readonly WrittenReport[]): readonly (Buffer | string)[] {
  const [only] = reports;
  if (only !== undefined && reports.length === 1) return [only.json];
  const read = reports.find(({ status }) => status === 'accepted');
  const facts = {
    status: read?.status ?? 'refused',
    reason: null,
    format: read?.format ?? null,
    encoding: read?.encoding ?? null,
  };
  const head = JSON.stringify(facts, null, 2).replace(/\n\}$/, ',\n  "articles": [\n    ');
  const articles = reports.flatMap(({ json }, index) => (index === 0 ? [json] : [',\n    ', json]));
  return [head, ...articles, '\n  ]\n}'];
}
