import { expect } from 'chai';
import { withoutSiteName } from '../../src/ingest/site-name.ts';

const names = ['العربية', 'مرفأ الأخبار', 'Al-Bahr News'];

describe('the name of a site beside a title', () => {
  for (const [title, text, leftOut] of [
    ['إغلاق الجسر القديم | العربية', 'إغلاق الجسر القديم', ' | العربية'],
    ['إغلاق الجسر القديم - العربيّة', 'إغلاق الجسر القديم', ' - العربيّة'],
    ['مرفأ الأخبار: إغلاق الجسر القديم', 'إغلاق الجسر القديم', 'مرفأ الأخبار: '],
    ['إغلاق الجسر - والبدائل جاهزة – مرفا الاخبار', 'إغلاق الجسر - والبدائل جاهزة', ' – مرفا الاخبار'],
    ['إغلاق الجسر القديم :: Al-Bahr News', 'إغلاق الجسر القديم', ' :: Al-Bahr News'],
  ] as const)
    it(`is taken off where the page declares it: ${title}`, () => {
      expect(withoutSiteName(title, names)).to.deep.equal({ text, leftOut });
    });

  for (const title of [
    'بيان الاتحاد - فلسطين',
    'تعليم العربية',
    'عودة دروس اللغة العربية',
    'خبر | العربية',
    'العربية',
    'إغلاق الجسر القديم العربية',
    'سوق الكتب: مرفأ الأخبار القديمة',
  ])
    it(`stays where nothing says that it is one: ${title}`, () => {
      expect(withoutSiteName(title, names)).to.deep.equal({ text: title });
    });
});
