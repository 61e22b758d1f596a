import { expect } from 'chai';
import { datesOf, formatCount, formatZonedDate } from '../../../src/render/pages/dates.ts';
import { formatMarkup } from '../../../src/render/pages/markup.ts';
import { site } from './samples.ts';

const at = new Date('2026-01-31T22:05:00Z');

describe('dates for people', () => {
  it('use the months and digits of the newsroom, in its time zone', () => {
    const levant = datesOf(site, 'ar');
    expect([levant.weekday(at), levant.day(at)]).to.deep.equal(['الأحد', '1 شباط 2026']);
    const egypt = datesOf({ ...site, dateStyle: { region: 'EG', digits: 'arab' } }, 'ar');
    expect(egypt.day(at)).to.equal('١ فبراير ٢٠٢٦');
    const morocco = datesOf({ ...site, dateStyle: { region: 'MA', digits: 'latn' } }, 'ar');
    expect(morocco.day(new Date('2026-08-15T12:00:00Z'))).to.equal('15 غشت 2026');
  });

  it('are Gregorian where the region has another calendar of its own', () => {
    const saudi = datesOf({ ...site, dateStyle: { region: 'SA', digits: 'latn' } }, 'ar-SA');
    expect(saudi.day(at)).to.equal('1 فبراير 2026');
  });

  it('are English in an English channel', () => {
    expect(datesOf(site, 'en').day(at)).to.equal('1 February 2026');
  });

  it('of an article that stated only its day show no hour, to people or programs', () => {
    const dates = datesOf(site, 'ar');
    const item = { publishedAt: at, datePrecision: 'day' } as const;
    expect(dates.publishedHour(item)).to.equal(undefined);
    expect(formatMarkup(dates.published(item))).to.match(/^<time datetime="2026-02-01">[^:]+<\/time>$/);
  });

  it('carry the instant for programs (RFC 3339) with the offset of the newsroom', () => {
    const published = datesOf(site, 'ar').publishedHour({ publishedAt: at, datePrecision: 'instant' });
    expect(String(published && formatMarkup(published))).to.equal(
      '<time datetime="2026-02-01T00:05:00+02:00">00:05</time>',
    );
  });

  for (const [timeZone, written] of [
    ['Asia/Tehran', '2026-02-01T01:35:00+03:30'],
    ['UTC', '2026-01-31T22:05:00+00:00'],
    ['America/St_Johns', '2026-01-31T18:35:00-03:30'],
  ] as const)
    it(`knows the offset of ${timeZone}`, () => {
      expect(formatZonedDate(at, timeZone)).to.equal(written);
    });

  it('count in the digits of the newsroom', () => {
    expect(formatCount(1250, 'ar', { region: 'EG', digits: 'arab' })).to.equal('١٬٢٥٠');
    expect(formatCount(12, 'ar', { region: 'EG', digits: 'latn' })).to.equal('12');
  });
});
