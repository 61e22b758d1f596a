import { type CheckOutcome, checkReport } from '../../ingest/report.ts';

/**
 * The JSON of a file's articles: of one the report itself, of several an object with their reports under `articles`.
 * The file is refused when all of them are.
 */
export function checkReports(outcomes: readonly CheckOutcome[]): object {
  const [only] = outcomes;
  if (only !== undefined && outcomes.length === 1) return checkReport(only);
  const read = outcomes.find((outcome) => outcome.status === 'accepted')?.article;
  return {
    status: read === undefined ? 'refused' : 'accepted',
    reason: null,
    format: read?.format ?? null,
    encoding: read?.encoding ?? null,
    articles: outcomes.map(checkReport),
  };
}
