import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import { formatReport } from '../../src/ingest/format-report.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

describe('formatReport', () => {
  it('tells an editor in Arabic what was recognised, changed and doubtful', async () => {
    const text =
      'عاجل | افتتاح مكتبة عامة في الزهراء\nالقسم: شؤون البادية\nالأربعاء 12 نوفمبر 2025\nارتفع عدد القراء بنسبة8% هذا العام.';
    const article = await parseArticle(Buffer.from(text), {
      channel: arabicChannel,
      timeZone: 'Asia/Beirut',
    });
    expect(formatReport({ status: 'accepted', article }).split('\n')).to.deep.equal([
      'مقبول، عاجل',
      'العنوان: افتتاح مكتبة عامة في الزهراء',
      'الملخص: ارتفع عدد القراء بنسبة 8% هذا العام.',
      'القسم: شؤون البادية',
      'المصدر: —',
      'الكاتب: —',
      'المكان: —',
      'التاريخ: 2025-11-12',
      'اللغة: ar',
      'الأقسام:',
      '  - المتن (الفقرات: 1)',
      'ما غُيّر:',
      '  - كلمة فُصلت عن رقم (1)، مثل: بنسبة8% → بنسبة 8%',
      'للمراجعة:',
      '  - السطر 2: القسم «شؤون البادية» ليس من أقسام القناة.',
    ]);
  });

  it('gives a refusal with its line and its code', async () => {
    const error = new NashraError('encoding_unknown', 'ترميز النص غير معروف.', { line: 3 });
    expect(formatReport({ status: 'refused', error })).to.equal(
      'مرفوض: ترميز النص غير معروف. (السطر 3) [encoding_unknown]',
    );
  });
});
