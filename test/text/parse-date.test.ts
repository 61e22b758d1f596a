import { expect } from 'chai';
import fc from 'fast-check';
import { formatWrittenDate } from '../../src/text/dates.ts';
import { parseDate } from '../../src/text/parse-date.ts';

const read = (text: string, timeZone = 'Asia/Beirut', language?: string) => {
  const { date, problem } = parseDate(text, timeZone, language);
  return [date === undefined ? undefined : formatWrittenDate(date), problem];
};

describe('parseDate', () => {
  const days: readonly (readonly [text: string, day: string])[] = [
    ['12 ديسمبر 2025', '2025-12-12'],
    ['١٢ كانون الأول ٢٠٢٥', '2025-12-12'],
    ['۱۲ دیسمبر ۲۰۲۵'.replace('ی', 'ي'), '2025-12-12'],
    ['الجمعة 12 كانون الأول/ديسمبر 2025', '2025-12-12'],
    ['3 تشرين الثاني (نوفمبر) 2025', '2025-11-03'],
    ['12 كانون 2 2025', '2025-01-12'],
    ['5 تشرين 1 2025', '2025-10-05'],
    ['10 آب 2025', '2025-08-10'],
    ['18 غشت 2025', '2025-08-18'],
    ['3 يوليوز 2025', '2025-07-03'],
    ['12 جويلية 2025', '2025-07-12'],
    ['18 أوت 2025', '2025-08-18'],
    ['1 شتمبر 2025', '2025-09-01'],
    ['1 اغسطس 2025', '2025-08-01'],
    ['1 ابريل 2025', '2025-04-01'],
    ['1 اوغسطس 2025', '2025-08-01'],
    ['5 ايار 2025', '2025-05-05'],
    ['5 مايس 2025', '2025-05-05'],
    ['9 اذار 2025', '2025-03-09'],
    ['9 تشرين اول 2025', '2025-10-09'],
    ['7 كانون ثاني 2025', '2025-01-07'],
    ['3 ك2 2025', '2025-01-03'],
    ['3 ت 1 2025', '2025-10-03'],
    ['٧ تشرين ٢ ٢٠٢٥', '2025-11-07'],
    ['30 نوفمبر 2025م', '2025-11-30'],
    ['25/11/2025', '2025-11-25'],
    ['5-5-2025', '2025-05-05'],
    ['2025/11/12', '2025-11-12'],
    ['2025-11-12', '2025-11-12'],
    ['11/25/2025', '2025-11-25'],
    ['November 12, 2025', '2025-11-12'],
    ['12th November 2025', '2025-11-12'],
    ['21 جمادى الآخرة 1447 هـ', '2025-12-12'],
    ['1 رمضان 1446', '2025-03-01'],
    ['1447/6/21هـ', '2025-12-12'],
    ['20 جمادى الآخرة 1447هـ الموافق 12 ديسمبر 2025م', '2025-12-12'],
    ['الجمعة 21 جمادى الآخرة 1447 هـ الموافق لـ 12 كانون الأول 2025', '2025-12-12'],
    ['الجمعة 21/6/1447 هـ الموافق 2025/12/12 م', '2025-12-12'],
    ['21 جمادى الآخرة 1447 هجرية، الموافق لـ12 من ديسمبر لعام 2025 ميلادية', '2025-12-12'],
    ['الجمعة 12 كانون الأول 2025 المصادف 21 جمادى الآخرة 1447', '2025-12-12'],
    ['1447/06/21', '2025-12-12'],
    ['۲۱ آبان ۱۴۰۴', '2025-11-12'],
    ['چهارشنبه ۲۱ آبان ماه سال ۱۴۰۴', '2025-11-12'],
    ['یک‌شنبه ۱ فروردین ۱۴۰۰', '2021-03-21'],
    ['30 اسفند 1403', '2025-03-20'],
    ['1404/08/21 هـ.ش', '2025-11-12'],
    ['12 نوامبر 2025', '2025-11-12'],
    ['بدھ 12 نومبر 2025', '2025-11-12'],
  ];
  for (const [text, day] of days) {
    it(`reads «${text}»`, () => {
      expect(read(text)).to.deep.equal([day, undefined]);
    });
  }

  const instants: readonly (readonly [text: string, timeZone: string, instant: string])[] = [
    ['2025-11-12T14:30:00+03:30', 'Asia/Tehran', '2025-11-12T14:30:00+03:30'],
    ['2025-11-12T14:30:00+03:30', 'Asia/Beirut', '2025-11-12T13:00:00+02:00'],
    ['2025-11-12T14:30Z', 'UTC', '2025-11-12T14:30:00+00:00'],
    ['2025-07-12 14:30', 'Asia/Beirut', '2025-07-12T14:30:00+03:00'],
    ['12 نوفمبر 2025 الساعة 9:05 مساءً', 'Asia/Riyadh', '2025-11-12T21:05:00+03:00'],
    ['12 نوفمبر 2025 - 12:15 ص', 'Asia/Riyadh', '2025-11-12T00:15:00+03:00'],
    ['الأربعاء ١٢ نوفمبر ٢٠٢٥، ٠٣:٤٥ م', 'Africa/Cairo', '2025-11-12T15:45:00+02:00'],
    ['12 أكتوبر 2025، 09:15 بتوقيت غرينتش', 'Asia/Riyadh', '2025-10-12T12:15:00+03:00'],
    ['12 أكتوبر 2025 الساعة 10:30 مساءً (بتوقيت غرينتش)', 'Asia/Riyadh', '2025-10-13T01:30:00+03:00'],
    ['12 أكتوبر 2025، 10:30 مساءً بتوقيت مكة المكرمة', 'Africa/Tunis', '2025-10-12T20:30:00+01:00'],
    ['12 أكتوبر 2025 على الساعة 9 صباحًا', 'Africa/Tunis', '2025-10-12T09:00:00+01:00'],
    ['12 أكتوبر 2025 الساعة 9.45 ليلا', 'Africa/Tunis', '2025-10-12T21:45:00+01:00'],
    ['12 أكتوبر 2025 الساعة 2:00 ليلًا', 'Africa/Tunis', '2025-10-12T02:00:00+01:00'],
    ['12 أكتوبر 2025 الساعة 4:20 فجرا', 'Africa/Tunis', '2025-10-12T04:20:00+01:00'],
    ['12 أكتوبر 2025 الساعة 4:20 عصرًا', 'Africa/Tunis', '2025-10-12T16:20:00+01:00'],
    ['12 أكتوبر 2025 | 14:05 (GMT+3)', 'Africa/Tunis', '2025-10-12T12:05:00+01:00'],
    ['12 أكتوبر 2025 - 09:15 ت.غ', 'Asia/Riyadh', '2025-10-12T12:15:00+03:00'],
    ['2025-10-12 الساعة 09:15', 'Asia/Riyadh', '2025-10-12T09:15:00+03:00'],
  ];
  for (const [text, timeZone, instant] of instants) {
    it(`reads «${text}» in ${timeZone}`, () => {
      expect(read(text, timeZone)).to.deep.equal([instant, undefined]);
    });
  }

  const problems: readonly (readonly [text: string, problem: string])[] = [
    ['12 ديسمبر', 'no_year'],
    ['الجمعة 12 ديسمبر', 'no_year'],
    ['12/11/2025', 'ambiguous_order'],
    ['1/2/25', 'ambiguous_order'],
    ['31 فبراير 2025', 'impossible'],
    ['2025-02-30', 'impossible'],
    ['12 نوفمبر 2025 الساعة 25:10', 'impossible'],
    ['30 صفر 1700', 'impossible'],
    ['12 كانون الأول/نوفمبر 2025', 'not_a_date'],
    ['عام 2025', 'not_a_date'],
    ['في 12 ديسمبر 2019 احترق المبنى', 'not_a_date'],
    ['من 12 إلى 15 ديسمبر 2025', 'not_a_date'],
    ['غدا', 'not_a_date'],
    ['03-12-3456', 'not_a_date'],
    ['3456-12-03', 'not_a_date'],
    ['70-123-456', 'not_a_date'],
    ['71/34/5678', 'not_a_date'],
    ['45-67-89', 'not_a_date'],
    ['هاتف: 03/12/2025', 'not_a_date'],
    ['12 مهر في 2025', 'impossible'],
    ['الساعة 10:30 مساءً', 'not_a_date'],
    ['31/13/2025', 'not_a_date'],
    ['1404/08/21', 'ambiguous_order'],
    ['31 مهر 1404', 'impossible'],
    ['30 اسفند 1404', 'impossible'],
  ];
  for (const [text, problem] of problems) {
    it(`takes «${text}» for no date: ${problem}`, () => {
      expect(read(text)).to.deep.equal([undefined, problem]);
    });
  }

  it('takes years in numbers for those of Iran in a Persian text, but for what only the moon has reached', () => {
    expect(read('۱۴۰۴/۰۸/۲۱', 'Asia/Tehran', 'fa')).to.deep.equal(['2025-11-12', undefined]);
    expect(read('1404-08-21 14:30', 'Asia/Tehran', 'fa-IR')[0]).to.equal('2025-11-12T14:30:00+03:30');
    expect(read('1447/06/21', 'Asia/Tehran', 'fa')).to.deep.equal(['2025-12-12', undefined]);
    expect(read('1430/06/21 هـ', 'Asia/Tehran', 'fa')).to.deep.equal(['2009-06-14', undefined]);
  });

  it('reads back every day of Iran’s calendar', () => {
    const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2070-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const [month = '', day = '', year = ''] = format.format(date).match(/\d+/g) ?? [];
        expect(read(`${year}/${month}/${day} هـ.ش`)[0]).to.equal(date.toISOString().slice(0, 10));
      }),
      { numRuns: 300 },
    );
  });

  it('believes the day of the month over its weekday, and says so', () => {
    expect(read('الخميس 12 ديسمبر 2025')).to.deep.equal(['2025-12-12', 'weekday_mismatch']);
  });

  it('reads back every Hijri day that Umm al-Qura has', () => {
    const names = [
      'محرم',
      'صفر',
      'ربيع الأول',
      'ربيع الآخر',
      'جمادى الأولى',
      'جمادى الآخرة',
      'رجب',
      'شعبان',
      'رمضان',
      'شوال',
      'ذو القعدة',
      'ذو الحجة',
    ];
    const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2070-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const [month = '', day = '', year = ''] = format.format(date).match(/\d+/g) ?? [];
        expect(read(`${day} ${names[Number(month) - 1]} ${year}`)[0]).to.equal(
          date.toISOString().slice(0, 10),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('answers any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 150 }),
        (text) => void parseDate(text, 'Asia/Beirut'),
      ),
    );
  });
});
