import { arabicLetters } from './arabic.ts';
import { countLetters } from './direction.ts';

type WordLanguages = ReadonlyMap<string, readonly string[]>;

const arabicScriptLanguages = new Set(['ar', 'fa', 'ur', 'ps', 'ckb', 'ug', 'sd']);
/** Enough words to tell; a longer text tells nothing more. */
const sampleLength = 20_000;
const persianKafOrYeh = /[یىک]/g;
const arabicWord = new RegExp(`[${arabicLetters}]+`, 'g');
/** Vowel signs would cut words in two: `تكلَّمي` is no Persian `می`. */
const vowelSigns = /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]+/g;
/** One function word may be a name or a quotation. */
const leastForeignWords = 2;
const latinWord = /[A-Za-z\u00C0-\u024F]+/g;

/*
 * Function words tell neighbours of one script apart; letters don't, because Arabic is often typed with Persian ک
 * and ی. Words that two of the languages share (من، به، هم) are in neither list.
 */
const arabicScriptWords: WordLanguages = languagesOfWords({
  ar: 'في إلى الى على أن ان التي الذي هذا هذه ذلك تلك عن مع قد بعد قبل كما لم لن كان كانت حيث خلال عند بين وقال إن ثم أو',

  fa: 'است که از را این های می برای با در شد شده کرد بود خود نیز یک تا اند کند دارد باید',
  ur: 'ہے ہیں کے میں سے نے پر اور یہ وہ تھا تھی کیا گیا بھی نہیں جو کہ ایک',
});

const latinScriptWords: WordLanguages = languagesOfWords({
  en: 'the of and to in that is was for on with as by at from said has have it be are its will this were which after',

  fr: 'le la les des du et en un une dans que qui pour sur au aux par avec est sont pas ce cette il elle ont été',

  es: 'el los las del y en un una que por con para se su al es lo como más fue este ha',
  de: 'der die das und den von zu mit ist im für auf dem nicht ein eine des sich auch als wurde nach',

  tr: 've bir bu için ile de da olarak olan gibi daha çok sonra kadar ancak dedi ise en',
});

/**
 * The article's language as far as its own words show it, else the channel's; BCP 47. `und` for a text in Latin
 * script that names no known language inside a channel of another script.
 */
export function languageOf(text: string, channelLanguage: string): string {
  const primary = channelLanguage.split('-', 1)[0] ?? channelLanguage;
  const { arabic, latin } = countLetters(text);
  const isLatin = latin > arabic;
  const sample = text.slice(0, sampleLength);
  const found = isLatin
    ? mostFrequent(sample.toLowerCase().match(latinWord), latinScriptWords)
    : mostFrequent(
        unifyLetters(sample).replace(vowelSigns, '').match(arabicWord),
        arabicScriptWords,
        primary,
      );
  if (found === primary || (arabic === 0 && latin === 0)) return channelLanguage;
  if (found !== undefined) return found;
  return arabicScriptLanguages.has(primary) === isLatin ? undecided(isLatin) : channelLanguage;
}

function undecided(isLatin: boolean): string {
  return isLatin ? 'und' : 'ar';
}

/** @param expected wins unless another language has several words of its own */
function mostFrequent(
  words: readonly string[] | null,
  languages: WordLanguages,
  expected?: string,
): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words ?? []) {
    for (const language of languages.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [language, count] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0]);
  if (language === '') return undefined;
  return expected === undefined || language === expected || count >= leastForeignWords ? language : undefined;
}

function languagesOfWords(lists: Readonly<Record<string, string>>): WordLanguages {
  const languages = new Map<string, string[]>();
  for (const [language, words] of Object.entries(lists)) {
    for (const word of unifyLetters(words).split(' '))
      languages.set(word, [...(languages.get(word) ?? []), language]);
  }
  return languages;
}

/** Kaf and yeh as an Arabic keyboard has them, since either may be typed for the other. */
function unifyLetters(text: string): string {
  return text.replace(persianKafOrYeh, (letter) => (letter === 'ک' ? 'ك' : 'ي'));
}
