import { expect } from 'chai';
import { type DateForm, parseFeedDate } from '../../src/lint/parse-feed-date.ts';

/** The text, its form, the instant that can be read out of it, and its faults. */
const cases: readonly (readonly [string, DateForm, string | undefined, readonly string[]])[] = [
  ['Thu, 26 Nov 2026 09:30:00 GMT', 'rfc822', '2026-11-26T09:30:00.000Z', []],
  ['Thu, 26 Nov 2026 13:00:00 +0330', 'rfc822', '2026-11-26T09:30:00.000Z', []],
  ['Thu,  26 Nov  2026 09:30:00 GMT', 'rfc822', '2026-11-26T09:30:00.000Z', []],
  ['26 Nov 2026 09:30 UT', 'rfc822', '2026-11-26T09:30:00.000Z', []],
  ['Fri, 26 Nov 2026 09:30:00 GMT', 'rfc822', '2026-11-26T09:30:00.000Z', ['date_weekday']],
  ['Thu, 26 Nov 26 09:30:00 GMT', 'rfc822', '2026-11-26T09:30:00.000Z', ['date_year_short']],
  ['Thu, 26 Nov 2026 09:30:00', 'rfc822', undefined, ['date_without_zone']],
  ['2026-11-26 09:30:00', 'rfc822', undefined, ['date_iso_in_rss']],
  ['2026-11-26T09:30:00Z', 'rfc822', '2026-11-26T09:30:00.000Z', ['date_iso_in_rss']],
  ['الخميس 26 نوفمبر 2026', 'rfc822', undefined, ['date_localised']],
  ['Thu, ٢٦ Nov 2026 09:30:00 GMT', 'rfc822', undefined, ['date_localised']],
  ['Thu, 26 Nov 2026 09:30:00 +03:00', 'rfc822', '2026-11-26T06:30:00.000Z', ['date_not_rfc822']],
  ['31 Nov 2026 09:30:00 GMT', 'rfc822', undefined, ['date_impossible']],
  ['26 Nov 2026 24:30:00 GMT', 'rfc822', undefined, ['date_impossible']],
  ['\n26 Nov 2026 09:30:00 GMT ', 'rfc822', '2026-11-26T09:30:00.000Z', ['date_white_space']],
  ['', 'rfc822', undefined, ['date_not_rfc822']],
  ['2026-11-26T09:30:00.5+03:00', 'rfc3339', '2026-11-26T06:30:00.500Z', []],
  ['2026-11-26', 'rfc3339', undefined, ['date_not_rfc3339']],
  ['2026-11-26', 'w3cdtf', undefined, []],
  ['2026-11-26T09:30:00', 'rfc3339', undefined, ['date_without_zone']],
  ['2026-02-30T09:30:00Z', 'rfc3339', undefined, ['date_impossible']],
];

describe('parseFeedDate', () => {
  for (const [text, form, at, faults] of cases)
    it(`finds ${faults.join(' and ') || 'nothing wrong'} in ${JSON.stringify(text)} as ${form}`, () => {
      const date = parseFeedDate(text, form);
      expect(date.at?.toISOString()).to.equal(at);
      expect(date.faults).to.deep.equal(faults);
    });
});
