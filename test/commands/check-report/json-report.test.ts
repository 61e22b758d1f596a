import { expect } from 'chai';
import { joinReports, writeReport } from '../../../src/commands/check-report/json-report.ts';
import { formatReport } from '../../../src/commands/check-report/terminal-report.ts';
import { type CheckOutcome, checkReport } from '../../../src/ingest/report.ts';
import { arabicChannel } from '../../support/arabic-channel.ts';
import { storyText } from '../../support/stories.ts';
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

  it('says what the text says of its own life, and nothing of what it does not', async () => {
    const fields = ['موعد النشر: 2026-12-01 09:00', 'ينشر حتى: 2026-12-31', 'تصحيح: أول.', 'تصحيح: ثان.'];
    const told = await outcomeOf(storyText('افتتاح الجسر', { fields: [...fields, 'تعديل صامت: نعم'] }));
    expect(read([told])).to.deep.include({
      publishAt: '2026-12-01T07:00:00.000Z',
      expiresAt: '2026-12-30T22:00:00.000Z',
      corrections: ['أول.', 'ثان.'],
      withdrawal: null,
      silent: true,
    });
    const report = formatReport(told, undefined, arabicChannel, { hasColor: false, hasIsolates: false });
    for (const line of [
      'موعد النشر: 2026-12-01T07:00:00Z',
      'ينتهي نشره في: 2026-12-30T22:00:00Z',
      'تصحيح: ثان.',
    ])
      expect(report.split('\n')).to.include(line);
    expect(read([await outcomeOf(library)])).to.deep.include({
      publishAt: null,
      expiresAt: null,
      corrections: [],
      withdrawal: null,
      silent: false,
    });
  });
});
