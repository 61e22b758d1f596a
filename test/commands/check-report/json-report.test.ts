import { expect } from 'chai';
import { joinReports, writeReport } from '../../../src/commands/check-report/json-report.ts';
import { type CheckOutcome, checkReport } from '../../../src/ingest/report.ts';
import { library, outcomeOf, satellite } from './reports.ts';

function written(outcomes: readonly CheckOutcome[]): string {
  return joinReports(outcomes.map((outcome) => writeReport(outcome, outcomes.length > 1))).join('');
}

function read(outcomes: readonly CheckOutcome[]): object {
  return JSON.parse(written(outcomes)) as object;
}

describe('joinReports', () => {
  it('is the report itself of one article', async () => {
    const outcome = await outcomeOf(library);
    expect(read([outcome])).to.deep.equal(checkReport(outcome));
  });

  it('holds the reports of several under articles, accepted when one of them is', async () => {
    const outcomes = [await outcomeOf(''), await outcomeOf(satellite)];
    expect(read(outcomes)).to.deep.equal({
      status: 'accepted',
      reason: null,
      format: 'text',
      encoding: 'utf-8',
      articles: outcomes.map((outcome) => checkReport(outcome)),
    });
    expect(written(outcomes)).to.equal(JSON.stringify(read(outcomes), null, 2));
    expect(read([await outcomeOf(''), await outcomeOf(' ')])).to.include({
      status: 'refused',
    });
  });
});
