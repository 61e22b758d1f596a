import { expect } from 'chai';
import { checkReports } from '../../../src/commands/check-report/json-report.ts';
import { checkReport } from '../../../src/ingest/report.ts';
import { library, outcomeOf, satellite } from './reports.ts';

describe('checkReports', () => {
  it('is the report itself of one article', async () => {
    const outcome = await outcomeOf(library);
    expect(checkReports([outcome])).to.deep.equal(checkReport(outcome));
  });

  it('holds the reports of several under articles, accepted when one of them is', async () => {
    const outcomes = [await outcomeOf(''), await outcomeOf(satellite)];
    expect(checkReports(outcomes)).to.deep.equal({
      status: 'accepted',
      reason: null,
      format: 'text',
      encoding: 'utf-8',
      articles: outcomes.map(checkReport),
    });
    expect(checkReports([await outcomeOf(''), await outcomeOf(' ')])).to.include({ status: 'refused' });
  });
});
