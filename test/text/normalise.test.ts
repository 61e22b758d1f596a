import { expect } from 'chai';
import fc from 'fast-check';
import { normalise } from '../../src/text/normalise.ts';
import { quranSpans } from '../../src/text/quran.ts';
import { arabicText } from '../support/arabic-text.ts';

const clean = (text: string) => normalise(text, 'ar').text;
/** Makes the text Arabic beyond doubt, so that the rules for Arabic apply. */
const arabic = (text: string) => `في إلى على أن التي الذي ${text}`;
const cleanArabic = (text: string) => clean(arabic(text)).slice(arabic('').length);

describe('normalise', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(arabicText(), (text) => {
        const once = clean(text);
        expect(clean(once)).to.equal(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('repairs garbage that a direction mark stood in, at once', () => {
    const text = 'ط§ظ„ط§ظ„\u200F Ø§Ù„';
    expect(clean(clean(text))).to.equal(clean(text));
  });

  it('repairs words of garbage with another space between them, at once', () => {
    for (const space of ['\u00A0', '\u2009', '\u3000']) {
      const text = `Ø§Ù„Ø§Ù„${space}ط§ظ„`;
      expect(clean(text), space.charCodeAt(0).toString(16)).to.equal('الال ال');
    }
  });

  it('changes nothing without an entry in the list of changes', () => {
    fc.assert(
      fc.property(arabicText(), (text) => {
        const { text: result, changes } = normalise(text, 'ar');
        expect(changes.length > 0).to.equal(result !== text);
      }),
      { numRuns: 2000 },
    );
  });

  it('never touches a letter, haraka or digit without saying so', () => {
    const protectedCharacters = /[ء-غف-ي\u064B-\u0652٠-٩۰-۹0-9A-Za-zپچژگ]/g;
    const explaining = new Set(['mojibake', 'presentation_forms', 'nfc', 'persian_letters']);
    fc.assert(
      fc.property(arabicText(), (text) => {
        const { text: result, changes } = normalise(text, 'ar');
        if (changes.some((change) => explaining.has(change.rule))) return;
        expect(result.match(protectedCharacters)).to.deep.equal(text.match(protectedCharacters));
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves quotations of the Quran exact to the character', () => {
    const verse = '﴿وَٱلۡعَصۡرِ  إِنَّ ٱلۡإِنسَٰنَ لَفِي خُسۡرٍ ،إِلَّا﴾';
    expect(clean(`في إلى على قال ${verse} ثم`)).to.contain(verse);
    expect(quranSpans('كلمة ٱلۡعَصۡرِ وأخرى')).to.deep.equal([{ start: 5, end: 14 }]);
  });

  it('counts the few words between two marked ones to the quotation', () => {
    const verse = 'قُلۡ هُوَ ٱللّٰهُ أَحَد ٱلۡفَلَقِ';
    expect(clean(`في إلى على قال ${verse} ثم`)).to.contain(verse);
  });

  it('gives at most five examples a rule', () => {
    const { changes } = normalise('مـد '.repeat(20), 'ar');
    expect(changes).to.deep.equal([{ rule: 'tatweel', count: 20, examples: ['مـد → مد'] }]);
  });

  const cases: readonly (readonly [title: string, before: string, after: string])[] = [
    ['folds presentation forms', 'ﻣﻜﺘﺒﺔ ﻻ', 'مكتبة لا'],
    ['writes the ligature of Allah in letters and keeps the honorific signs', 'ﷲ ﷺ ﷻ ﷼', 'الله ﷺ ﷻ ﷼'],
    ['keeps compatibility characters outside the Arabic range', '½ ™ ² ％', '½ ™ ² ％'],
    ['composes a hamza and a madda typed apart', 'ا\u0653خر ي\u0654', 'آخر ئ'],
    ['keeps zero-width non-joiners', 'می\u200Cشود', 'می\u200Cشود'],
    ['removes zero-width spaces, joiners of words and soft hyphens', 'مك\u200Bت\u2060ب\u00ADة', 'مكتبة'],
    ['removes direction marks and isolates', '\u200Fقال\u200E \u2067نعم\u2069', 'قال نعم'],
    ['keeps a no-break space between number and unit only', '8\u00A0% و\u00A0كتاب', '8\u00A0% و كتاب'],
    [
      'keeps a tatweel that stands as a dash or before a number',
      'شمال ـ جنوب بـ 8% الـ12 هـ',
      'شمال ـ جنوب بـ 8% الـ12 هـ',
    ],
    ['parts a word from a percentage, with harakat too', 'بِنِسْبَةٍ٨٫٥٪', 'بِنِسْبَةٍ ٨٫٥٪'],
    [
      'leaves short prefixes and names with numbers',
      'و8% بـ8% كوفيد19 إف16 100م2',
      'و8% بـ8% كوفيد19 إف16 100م2',
    ],
    ['moves punctuation to its word', 'نعم ،قال : لا ؟ثم .', 'نعم، قال: لا؟ ثم.'],
    [
      'leaves initials, times, decimals, smileys and dots of omission',
      'أ.د. ع.ب 12:30 3.5 مرحبا :) قال ... ثم',
      'أ.د. ع.ب 12:30 3.5 مرحبا :) قال ... ثم',
    ],
    ['keeps quotation marks and Latin punctuation', '"نعم", «لا»; قال', '"نعم", «لا»; قال'],
    ['turns Persian kaf and yeh into Arabic ones', 'کتب علی الباب فی مصطفی', 'كتب على الباب في مصطفى'],
    [
      'leaves words and quotations that are Persian',
      'گرگان «این کتاب را برای شما»',
      'گرگان «این کتاب را برای شما»',
    ],
  ];
  for (const [title, before, after] of cases) {
    it(title, () => {
      expect(cleanArabic(before)).to.equal(after);
    });
  }

  it('does not correct Persian or Urdu', () => {
    const persian = 'این کتاب را برای شما آورده است که در آن شده';
    const urdu = 'یہ کتاب آپ کے لیے ہے اور وہ بھی';
    expect(normalise(persian, 'ar')).to.deep.include({ text: persian, language: 'fa', changes: [] });
    expect(normalise(urdu, 'ar')).to.deep.include({ text: urdu, language: 'ur', changes: [] });
  });

  it('undoes UTF-8 read as windows-1252 or windows-1256', () => {
    const text = 'المكتبة العامة في المدينة القديمة والحي الجديد والشارع الكبير';
    const latin1 = Buffer.from(text).toString('latin1');
    expect(clean(latin1)).to.equal(text);
    expect(clean(latin1.replaceAll('\u0084', '„').replaceAll('\u0086', '†'))).to.equal(text);
    expect(clean(new TextDecoder('windows-1256').decode(Buffer.from(text)))).to.equal(text);
  });

  it('looks back over no more than the word before each of many ligatures', function () {
    this.timeout(5000);
    const many = 100_000;
    expect(clean('ﷲ'.repeat(many))).to.equal('الله'.repeat(many));
  });

  it('shows invisible characters in its examples', () => {
    expect(normalise('مك\u200Bتبة', 'ar').changes[0]?.examples).to.deep.equal(['مك⟨U+200B⟩تبة → مكتبة']);
  });
});
