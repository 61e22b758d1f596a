import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { isGarbled } from '../../src/text/garbled.ts';
import { repairMojibake } from '../../src/text/mojibake.ts';
import { decodeOneByte, encodeOneByte, type OneByteEncoding } from '../../src/text/one-byte.ts';
import { projectRoot } from '../support/program.ts';

const folder = path.join(projectRoot, 'test/fixtures/encodings');
const texts = ['seen', 'unseen'].flatMap((part) =>
  readdirSync(path.join(folder, part)).map((name) => readFileSync(path.join(folder, part, name), 'utf8')),
);
const news = 'أعلنت بلدية الميناء افتتاح المكتبة العامة في الحي القديم، وقالت إن الدخول «مجاني» للأطفال.';

const misread = (text: string, encoding: OneByteEncoding) => decodeOneByte(Buffer.from(text), encoding);
const latin1 = (text: string) => Buffer.from(text).toString('latin1');
const repaired = (text: string) => repairMojibake(text).text;
/** Published as it is: neither repaired nor refused. */
const passes = (text: string) => repaired(text) === text && !isGarbled(text);

describe('repairMojibake', () => {
  const damages: readonly (readonly [name: string, damage: (text: string) => string])[] = [
    ['windows-1252', (text) => misread(text, 'windows-1252')],
    ['ISO 8859-1', latin1],
    ['windows-1256', (text) => misread(text, 'windows-1256')],
    ['MacRoman', (text) => misread(text, 'macintosh')],
    ['windows-1252 twice', (text) => misread(misread(text, 'windows-1252'), 'windows-1252')],
    ['windows-1256 twice', (text) => misread(misread(text, 'windows-1256'), 'windows-1256')],
    ['windows-1256, then windows-1252', (text) => misread(misread(text, 'windows-1256'), 'windows-1252')],
  ];
  for (const [name, damage] of damages) {
    it(`undoes UTF-8 that was read as ${name}`, () => {
      for (const text of texts) expect(repaired(damage(text))).to.equal(text);
    });
  }

  it('undoes it in the lines where it happened', () => {
    const lines = [news, misread(news, 'windows-1256'), news];
    expect(repaired(lines.join('\n'))).to.equal([news, news, news].join('\n'));
    const other = [news, misread(news, 'windows-1252'), news];
    expect(repaired(other.join('\n'))).to.equal([news, news, news].join('\n'));
  });

  for (const shown of ['windows-1252', 'macintosh'] as const) {
    it(`undoes windows-1256 that was read as ${shown}`, () => {
      const bytes = encodeOneByte(news, 'windows-1256')!;
      expect(repaired(decodeOneByte(bytes, shown))).to.equal(news);
    });
  }

  it('makes nothing of other Arabic encodings that were read as Latin, which is refused', () => {
    for (const encoding of ['iso-8859-6', 'x-mac-arabic'] as const) {
      for (const shown of ['windows-1252', 'macintosh'] as const) {
        const garbage = decodeOneByte(encodeOneByte(news.replace(/[«»]/g, '"'), encoding)!, shown);
        expect(repaired(garbage), `${encoding} as ${shown}`).to.equal(garbage);
        expect(isGarbled(garbage), `${encoding} as ${shown}`).to.equal(true);
      }
    }
  });

  it('says which words it changed, and where', () => {
    const text = `خبر ${misread('المكتبة العامة', 'windows-1256')} اليوم`;
    const { change, replacements, text: right } = repairMojibake(text);
    expect(right).to.equal('خبر المكتبة العامة اليوم');
    expect(change).to.include({ rule: 'mojibake', count: 2 });
    expect(replacements?.[0]).to.deep.equal({ start: 4, end: 18, length: 7 });
  });

  it('leaves a text that has lost a character as it came', () => {
    const lost = misread(news, 'windows-1252').replaceAll('\u0081', '');
    expect(repaired(lost)).to.equal(lost);
    expect(isGarbled(lost)).to.equal(true);
  });

  it('leaves a text of which most words, but not all, can be brought back', () => {
    const urdu = texts.find((text) => text.includes('گھوڑے'))!;
    const lost = misread(urdu, 'windows-1256').replaceAll('\u00AD', ' ');
    expect(repaired(lost)).to.equal(lost);
    expect(isGarbled(lost)).to.equal(true);
  });

  it('leaves sound texts alone, and a quotation of garbage', () => {
    for (const text of texts) expect(passes(text)).to.equal(true);
    expect(passes(`${news} ${news} وظهرت في الصفحة رموز مثل ط§ظ„ بدل الحروف.`)).to.equal(true);
    expect(
      passes('Café de l’Élysée, à côté de la forêt: Ø, Ù et Ã sont des lettres, São João aussi.'),
    ).to.equal(true);
  });
});

describe('isGarbled', () => {
  const garbage: Readonly<Record<string, string>> = {
    'question marks for letters': '?????? ????? ??????? ?????? ????? ?? ???? ??????? ????? ?? ?????? «?????»',
    'a paragraph of question marks': `${news}\n${'????? ???? ??????? '.repeat(5)}\n${news}`,
    'question marks inside words': 'أعل?ت بلد?ة الم?ناء افتت?ح المكت?ة العا?ة في الحي القديم اليوم',
    'question marks for accents': 'La m?diath?que a rouvert ? midi, apr?s deux ann?es ferm?es au public.',
    'replacement characters': 'أعلنت ب\uFFFD\uFFFDية الميناء افتتا\uFFFD المكتبة العامة',
    'UTF-8 that lost its soft hyphens': misread(news, 'windows-1256').replace(/[\u00A0\u00AD\u200C…]/g, ''),
    'UTF-8 that lost its controls': latin1(news).replace(/[\u0080-\u009F]/g, ''),
    'ISO 8859-6 read as windows-1256': 'أظçêت بندêة انهêواء العتاخ انهمتبة انظاهة لê انخê انâدêه',
    'windows-1256 read as MacArabic': 'أغف[ت بفدٍة افكٍلاء ا]تتاح افك_تبة افغاكة ]ٍ افحٍ اف^دٍك',
    'windows-1256 read as windows-1252, and damaged': 'ÇáãßÊÈÉ ÇáÚÇãÉ گ Ýí ÇáãÏíäÉ ÇáÞÏíãÉ',
  };
  for (const [what, text] of Object.entries(garbage)) {
    it(`finds ${what}`, () => {
      expect(isGarbled(repaired(text))).to.equal(true);
    });
  }

  it('lets questions, exclamations and addresses be', () => {
    for (const text of [
      'هل يعود؟؟؟ ربما ??? لا أحد يعرف متى ينتهي الأمر في هذه المدينة',
      'اقرأ المزيد https://news.example/page?id=3&lang=ar و https://news.example/a?b=c',
      'What now? Who knows?! He asked: why?',
      'قال «نعم»… «لا»… ثم «ربما»… وعاد: «…» و«…» و«…»، ÷ ÷ ÷ ١٢÷٤',
      'كتاب\u064C جديد\u064D لكاتب\u064D قديم\u064D في مدينة\u064D بعيدة\u064D',
      'فاز الفريق بالكأس 🏆 \uFFFD وعاد إلى المدينة في المساء',
    ])
      expect(isGarbled(text), text).to.equal(false);
  });

  it('lets texts in Pashto, Kurdish and Uyghur be', () => {
    for (const text of [
      'د افغانستان په لويديځ کې پرون د اوبو نوې شبکه پرانيستل شوه او خلکو يې هرکلی وکړ، ښاروال وويل چې کار روان دی',
      'لە شاری هەولێر کتێبخانەیەکی نوێ کرایەوە و خوێندکاران بە خۆشحاڵییەوە پێشوازییان لێ کرد، ئەمڕۆ بەڕێوەبەر وتی',
      'ئۈرۈمچىدە يېڭى كۇتۇپخانا ئېچىلدى، ئوقۇغۇچىلار ناھايىتى خۇشال بولدى، مۇدىر بۇ ھەقتە سۆز قىلدى',
    ])
      expect(isGarbled(text), text).to.equal(false);
  });
});
