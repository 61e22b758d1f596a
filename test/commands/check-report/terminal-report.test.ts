import { expect } from 'chai';
import { NashraError } from '../../../src/domain/errors.ts';
import { arabicChannel, englishChannel } from '../../support/arabic-channel.ts';
import { formatReports, hostile, library, outcomeOf, satellite } from './reports.ts';

const plain = { hasColor: false, hasIsolates: false };
const rich = { hasColor: true, hasIsolates: true };

describe('formatReport', () => {
  it('tells an editor in Arabic what was recognised, changed and doubtful, and how readers will see it', async () => {
    const report = formatReports([await outcomeOf(library)], arabicChannel, plain);
    expect(report.split('\n')).to.deep.equal([
      'مقبول، عاجل',
      'العنوان: افتتاح مكتبة عامة في الزهراء',
      'الملخص: ارتفع عدد القراء بنسبة 8% هذا العام.',
      'القسم: شؤون البادية',
      'المصدر: —',
      'الكاتب: —',
      'المكان: —',
      'التاريخ: 2025-11-12',
      'الوسوم: —',
      'زمن القراءة: دقيقة واحدة',
      'اللغة: ar',
      'الصيغة: text',
      'الترميز: utf-8',
      '',
      'الأقسام:',
      '  - المتن (فقرة واحدة)',
      '',
      'ما غُيّر:',
      '  - كلمة فُصلت عن رقم (مرة واحدة)',
      '  السطر 4، كلمة فُصلت عن رقم',
      '    الأصل: ارتفع عدد القراء بنسبة8% هذا العام.',
      '    بعد التنظيف: ارتفع عدد القراء بنسبة{+␣+}8% هذا العام.',
      '',
      'للمراجعة (1):',
      '  - السطر 2: القسم «شؤون البادية» ليس من أقسام القناة. [unknown_section]',
      '',
      'كما يظهر في قارئ الخلاصات:',
      '  - قارئ من اليمين إلى اليسار: افتتاح مكتبة عامة في الزهراء',
      '  - قارئ من اليسار إلى اليمين: افتتاح مكتبة عامة في الزهراء',
      '  - لا يحتاج العنوان إلى علامة اتجاه.',
    ]);
  });

  it('gives a refusal with its line and its code', () => {
    const error = new NashraError('encoding_unknown', 'ترميز النص غير معروف.', { line: 3 });
    expect(formatReports([{ status: 'refused', error }], arabicChannel, plain)).to.equal(
      'مرفوض: ترميز النص غير معروف. (السطر 3) [encoding_unknown]',
    );
  });

  it('speaks English to the editors of an English channel', async () => {
    const report = formatReports([await outcomeOf(library, englishChannel)], englishChannel, plain);
    expect(report).to.match(/^Accepted, breaking\nTitle: افتتاح/);
    expect(report).to.include('  - word parted from a number (once)');
    expect(report).to.include('To review (1):');
  });

  it('marks a title that was derived', async () => {
    const derived = await outcomeOf('النقاط الرئيسية:\n- تفتح الحديقة أبوابها كل يوم للزوار\n');
    expect(formatReports([derived], arabicChannel, plain)).to.match(/^العنوان: .* «مُشتق»$/m);
  });

  it('says why a title that opens in Latin gets its mark, and how it would read without', async () => {
    const report = formatReports([await outcomeOf(satellite)], arabicChannel, rich);
    const title = 'NovaSat تطلق قمرًا صناعيًا من قاعدة الساحل';
    expect(report).to.include(`قارئ من اليسار إلى اليمين: \u2067${title}\u2069`);
    expect(report).to.include(`ولولا العلامة لظهر هكذا: \u2066${title}\u2069`);
    expect(report).to.include('U+200F');
  });

  it('sets every line of a terminal from the right and keeps what is quoted together', async () => {
    const report = formatReports([await outcomeOf(satellite), await outcomeOf(library)], arabicChannel, rich);
    for (const line of report.split('\n').filter((one) => one !== '')) {
      expect(line).to.match(/^\u200F/);
      const opened = line.match(/[\u2066-\u2068]/g)?.length ?? 0;
      expect(line.match(/\u2069/g)?.length ?? 0, line).to.equal(opened);
    }
    expect(report).to.include('— الخبر 2 —');
  });

  it('colours only where it is told to', async () => {
    const outcomes = [await outcomeOf(library)];
    expect(formatReports(outcomes, arabicChannel, plain)).to.not.include('\u001b');
    expect(formatReports(outcomes, arabicChannel, rich)).to.include('\u001b[31m');
  });

  it('names every rule in the language of the channel', async () => {
    const verses = 'يا دار عبلة بالجواء تكلمي    وعمي صباحا دار عبلة واسلمي';
    const wrapped = [
      'افتتحت البلدية صباح اليوم مكتبة عامة في حي الزهراء القديم، وقالت المديرة إن رفوفها تضم عشرين',
      'ألف كتاب، وإن أبوابها ستبقى مفتوحة للقراء من الصباح الباكر حتى منتصف الليل في أيام الأسبوع كلها،',
      'وإن الأطفال سيجدون فيها قاعة لهم وحدهم، تقرأ لهم فيها كل يوم خميس حكاية من حكايات البحر والجبل.',
    ].join('\n');
    for (const text of [verses, wrapped].map((body) => `مكتبة عامة في الزهراء\n\n${body}\n\n${body}`))
      expect(formatReports([await outcomeOf(text)], arabicChannel, plain)).to.not.match(/[a-z]_[a-z]+ \(/);
  });

  it('tells how long the text takes to read', async () => {
    const report = formatReports(
      [await outcomeOf(`خبر طويل من البحر\n\n${'كلمة '.repeat(540)}`)],
      arabicChannel,
      plain,
    );
    expect(report).to.match(/^زمن القراءة: 3 دقائق$/m);
  });

  it('lets nothing of the article act on the terminal', async () => {
    const report = formatReports([await outcomeOf(hostile)], arabicChannel, plain);
    expect(report).to.not.match(
      /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/,
    );
    expect(report).to.include('[-⟨U+001B⟩-]');
    expect(report).to.include('⟨U+202E⟩');
  });
});
