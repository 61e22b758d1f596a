import { expect } from 'chai';
import { feedDate } from '../../src/text/feed-date.ts';

describe('a date of a feed', () => {
  const read: readonly (readonly [written: string, rfc3339: string])[] = [
    ['Fri, 20 Nov 2026 08:10:00 +0000', '2026-11-20T08:10:00+00:00'],
    ['Fri, 20 Nov 2026 08:10:00 GMT', '2026-11-20T08:10:00Z'],
    ['Mon, 20 Nov 2026 08:10:00 GMT', '2026-11-20T08:10:00Z'],
    ['20 November 26 8:10 EST', '2026-11-20T08:10:00-05:00'],
    ['2026-11-20T08:10:00+03:00', '2026-11-20T08:10:00+03:00'],
    ['  2026-11-20 ', '2026-11-20'],
    ['الجمعة، 20 نوفمبر 2026 09:30:00 +0300', '2026-11-20T09:30:00+03:00'],
    ['الجمعة 20 تشرين الثاني 2026 9:30', '2026-11-20T09:30:00'],
    ['20 نوفمبر 2026 09:30 GMT', '2026-11-20T09:30:00Z'],
  ];
  for (const [written, rfc3339] of read)
    it(`is read as ${rfc3339}: ${written}`, () => expect(feedDate(written)).to.equal(rfc3339));

  for (const written of ['', 'أمس', '31 Feb 2026 08:00:00 GMT', 'الجمعة 09:30', '1'.repeat(100_000)])
    it(`stays as it stands where it is none: ${written.slice(0, 30)}`, () =>
      expect(feedDate(written)).to.equal(written));
});
