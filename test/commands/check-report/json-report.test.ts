import { expect } from 'chai';
import { checkReports } from '../../../src/commands/check-report/json-report.ts';
import { formatReports } from '../../../src/commands/check-report/terminal-report.ts';
import { checkReport } from '../../../src/ingest/report.ts';
import { arabicChannel } from '../../support/arabic-channel.ts';
import { storyText } from '../../support/stories.ts';
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

  it('says what the text says of its own life, and nothing of what it does not', async () => {
    const fields = ['موعد النشر: 2026-12-01 09:00', 'ينشر حتى: 2026-12-31', 'تصحيح: أول.', 'تصحيح: ثان.'];
    const told = await outcomeOf(storyText('افتتاح الجسر', { fields: [...fields, 'تعديل صامت: نعم'] }));
    expect(checkReports([told])).to.deep.include({
      publishAt: '2026-12-01T07:00:00.000Z',
      expiresAt: '2026-12-30T22:00:00.000Z',
      corrections: ['أول.', 'ثان.'],
      withdrawal: null,
      silent: true,
    });
    const report = formatReports([told], arabicChannel, { hasColor: false, hasIsolates: false });
    for (const line of [
      'موعد النشر: 2026-12-01T07:00:00Z',
      'ينتهي نشره في: 2026-12-30T22:00:00Z',
      'تصحيح: ثان.',
    ])
      expect(report.split('\n')).to.include(line);
    expect(checkReports([await outcomeOf(library)])).to.deep.include({
      publishAt: null,
      expiresAt: null,
      corrections: [],
      withdrawal: null,
      silent: false,
    });
  });
});
