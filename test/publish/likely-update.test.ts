import { expect } from 'chai';
import type { Acceptance } from '../../src/publish/acceptance.ts';
import { openTestNewsroom, type TestNewsroom } from '../support/newsroom.ts';

const dayMs = 86_400_000;

const bridge = [
  'بلدية المرفأ تفتتح جسر المشاة بعد عامين من العمل',
  'افتتحت بلدية المرفأ صباح اليوم جسر المشاة الجديد فوق مجرى النهر، بعد عامين من أعمال البناء التي توقفت مرتين بسبب السيول.',
  'وقال رئيس البلدية إن كلفة المشروع بلغت ثلاثة ملايين دينار، وإن الإضاءة تعمل بالطاقة الشمسية وتكفي لليل كامل.',
  'وتجمع مئات السكان على الضفتين منذ ساعات الصباح، وعبرت أول مجموعة من تلاميذ مدرسة الحي القديم الجسر سيرًا على الأقدام.',
  'وتعتزم البلدية ربط الجسر بممر للدراجات يصل إلى السوق الكبير قبل حلول الصيف المقبل.',
];
const addition =
  'وفي المساء أعلنت فرق الدفاع المدني أن طاقة الجسر لا تتجاوز أربعمئة شخص في وقت واحد، ووضعت عند مدخليه لوحات تنبه إلى ذلك.';
/** The same event by another agency. */
const otherAgency = [
  'جسر جديد للمشاة يصل ضفتي النهر في مدينة المرفأ',
  'صار في وسع أهالي مدينة المرفأ أن يعبروا النهر على أقدامهم، بعدما فتح المجلس البلدي جسرًا طال انتظاره أمام المارة اليوم.',
  'ونقل مراسلنا عن مهندس المشروع أن الهيكل المعدني صُنع محليًا وأن وزنه يقارب تسعين طنًا، وأن أعمال التركيب جرت ليلًا.',
  'وأبدى تجار الضفة الشرقية ارتياحهم، إذ كان الزبائن يضطرون إلى الالتفاف مسافة كيلومترين للوصول إلى محالهم.',
];
/** Two notices that share what every notice of the kind says. */
const notice = (title: string, words: string) => [
  title,
  `${words} ويرجى من الراغبين مراجعة قسم العلاقات العامة في مبنى البلدية الرئيسي خلال أوقات الدوام الرسمي مصطحبين معهم صورة عن الهوية الشخصية وطلبًا خطيًا موقعًا.`,
];

const textOf = (paragraphs: readonly string[]) => `${paragraphs.join('\n\n')}\n`;
const codesOf = ({ warnings }: Acceptance) => warnings.map(({ code }) => code);

describe('a new article much like another', () => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom();
  });

  afterEach(() => newsroom.close());

  const dropBoth = async (one: readonly string[], other: readonly string[], channel = 'ar') => {
    const first = await newsroom.drop('ar/أول.txt', textOf(one));
    const second = await newsroom.drop(`${channel}/ثان.txt`, textOf(other));
    expect(second.outcome).to.equal('created');
    expect(second.item.id).not.to.equal(first.item.id);
    return { first, second };
  };

  it('is published as one of its own, and reported with the title and id of the other', async () => {
    const { first, second } = await dropBoth(bridge, [...bridge, addition]);
    expect(codesOf(first)).to.deep.equal([]);
    expect(codesOf(second)).to.deep.equal(['likely_update']);
    const message = second.warnings[0]?.message ?? '';
    expect(message).to.match(/^يشبه هذا الخبر/);
    expect(message).to.include(`«${first.item.title}»`).and.to.include(first.item.id);
  });

  const updates: Readonly<Record<string, readonly string[]>> = {
    'with a number corrected': bridge.map((line) => line.replace('ثلاثة ملايين', 'أربعة ملايين')),
    'with a paragraph left out': bridge.slice(0, 4),
    'with another headline': ['المرفأ: عبور أول المشاة على الجسر الجديد', ...bridge.slice(1)],
    'with vowel marks, tatweel and Persian letters': bridge.map((line) =>
      line.replaceAll('جسر', 'جِسْر').replaceAll('الجديد', 'الجـديد').replaceAll('ك', 'ک'),
    ),
    'with its headline only': [bridge[0]!, 'التفاصيل بعد قليل.'],
  };
  for (const [kind, text] of Object.entries(updates)) {
    it(`${kind} is reported`, async () => {
      const { second } = await dropBoth(bridge, text);
      expect(codesOf(second)).to.deep.equal(['likely_update']);
    });
  }

  const others: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
    'by another agency on the same event': [bridge, otherAgency],
    'that quotes one of its paragraphs': [bridge, [...otherAgency, bridge[2]!]],
    'in what all short notices say': [
      notice('البلدية تدعو إلى مناقصة لتوريد الأشجار', 'تعلن البلدية مناقصة لتوريد الأشجار.'),
      notice('فتح باب التطوع في حملة النظافة', 'يبدأ التطوع في حملة النظافة.'),
    ],
    'in the name of a daily column': [
      ['حالة الطقس اليوم', 'أمطار متفرقة على الساحل ورياح نشطة.'],
      ['حالة الطقس اليوم', 'صحو في معظم المناطق وحرارة معتدلة.'],
    ],
    'in a few words of a short text': [
      ['وفاة الشاعر سليم النهري', 'توفي الشاعر سليم النهري عن ثمانين عامًا.'],
      ['تكريم الشاعر سليم النهري في مسقط رأسه', 'كُرّم الشاعر سليم النهري أمس.'],
    ],
  };
  for (const [kind, [one, other]] of Object.entries(others)) {
    it(`${kind} is not reported`, async () => {
      const { second } = await dropBoth(one, other);
      expect(codesOf(second)).to.deep.equal([]);
    });
  }

  it('in another channel is not reported', async () => {
    const { second } = await dropBoth(bridge, [...bridge, addition], 'sport');
    expect(codesOf(second)).to.deep.equal([]);
  });

  it('that came more than 30 days ago is not reported', async () => {
    await newsroom.drop('ar/أول.txt', textOf(bridge));
    newsroom.clock.now = new Date(newsroom.clock.now.getTime() + 31 * dayMs);
    expect(codesOf(await newsroom.drop('ar/ثان.txt', textOf([...bridge, addition])))).to.deep.equal([]);
  });

  it('is compared with what the other says now', async () => {
    await newsroom.drop('ar/أول.txt', textOf(bridge));
    await newsroom.drop('ar/أول.txt', textOf(otherAgency));
    expect(codesOf(await newsroom.drop('ar/ثان.txt', textOf(bridge)))).to.deep.equal([]);
    const third = await newsroom.drop('ar/ثالث.txt', textOf([...otherAgency, addition]));
    expect(codesOf(third)).to.deep.equal(['likely_update']);
  });

  it('is reported once, not at every start', async () => {
    await dropBoth(bridge, [...bridge, addition]);
    expect(codesOf(await newsroom.take('ar/ثان.txt'))).to.deep.equal([]);
    const edited = await newsroom.drop('ar/ثان.txt', textOf([...bridge, addition, addition]));
    expect(edited.outcome).to.equal('updated');
    expect(codesOf(edited)).to.deep.equal([]);
  });

  it('leaves a dozen marks at most', async () => {
    await dropBoth(bridge, otherAgency);
    expect(await newsroom.store.selectFrom('likenesses').select('mark').execute()).to.have.length(24);
  });
});
