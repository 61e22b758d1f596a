import { arabicLetters, arabicMarks } from './arabic.ts';
import { languageOf } from './language.ts';
import { matchKey } from './match-key.ts';
import { applyOutside, type Span } from './spared-parts.ts';
import { applyRule, type RuleResult, replacedWhole } from './text-rule.ts';

const kafOrYeh = /[کی]/;
const words = new RegExp(`[${arabicLetters}${arabicMarks}\\u200C\\u200D]+`, 'g');
/** Letters that no Arabic word has, and the joiner of Persian compounds: the word is another language's. */
const foreign = /[\u200Cپچژگٹڈڑںےہھۀۂۆۇۋېۓەۃ]/;
const quotations = /«[^«»\n]{1,600}»|“[^“”\n]{1,600}”|"[^"\n]{1,600}"/g;
const finalYeh = new RegExp(`ی(?=[${arabicMarks}]*$)`);
/** After these it is the name Ali, not the preposition. */
const beforeNameAli =
  /(?:^|\s)(?:السيد|الإمام|الامام|الشيخ|محمد|الدكتور|د\.|الرئيس|الوزير|القائد|حسين|حسن|أمير)\s$/;

/** Words that end in alef maqsura, by matchKey; one-letter prefixes are allowed before them. */
const maqsuraWords = new Set(
  'على إلى حتى لدى أخرى متى مدى سوى كبرى صغرى عظمى وسطى قصوى أولى موسى عيسى مصطفى مستشفى مبنى معنى ذكرى قرى ملتقى مستوى محتوى منتدى مقهى مرسى أدنى أعلى أقصى أغنى أقوى منى بشرى دعوى شكوى فتوى جدوى عدوى ضحى هدى ليلى سلمى نجوى يحيى مرضى جرحى قتلى أسرى شتى حمى مأوى مجرى يبقى تلقى ألقى يرى جرى أجرى مضى قضى سعى يسعى دعا رأى نفى أدى أبدى بنى اشترى انتهى التقى اكتفى تولى تخطى تبنى تحدى تعدى'
    .split(' ')
    .map(matchKey),
);
const maxMaqsuraLength = 24;
const prefixes = /^(?:وال|فال|بال|كال|ال|لل|و|ف|ب|ل|ك|س)/;

/**
 * Arabic typed on a Persian keyboard: ک becomes ك, ی becomes ي, or ى where a closed list of words ends so.
 * Words and quotations that are Persian themselves stay. NFC again at the end, because ی followed by a hamza above has no
 * composed form and ي has one.
 */
export function arabicFromPersianLetters(text: string): RuleResult {
  if (!kafOrYeh.test(text)) return { text };
  const result = applyOutside(text, persianQuotations(text), (part) =>
    applyRule('persian_letters', part, words, (word, before) =>
      kafOrYeh.test(word) && !foreign.test(word) ? arabicWord(word, before) : word,
    ),
  );
  const composed = result.text.normalize('NFC');
  return composed === result.text || result.change === undefined
    ? result
    : replacedWhole(text, composed, result.change);
}

function persianQuotations(text: string): readonly Span[] {
  return [...text.matchAll(quotations)]
    .filter((match) => languageOf(match[0], 'ar') !== 'ar')
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function arabicWord(word: string, before: string): string {
  const ending = finalYeh.test(word) && endsInMaqsura(word, before) ? word.replace(finalYeh, 'ى') : word;
  return ending.replaceAll('ی', 'ي').replaceAll('ک', 'ك').normalize('NFC');
}

function endsInMaqsura(word: string, before: string): boolean {
  if (word.length > maxMaqsuraLength) return false;
  const key = matchKey(word);
  if (key === 'علي' && beforeNameAli.test(before.replaceAll('ی', 'ي'))) return false;
  return maqsuraWords.has(key) || maqsuraWords.has(key.replace(prefixes, ''));
}
