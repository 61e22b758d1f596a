/** One sentence for people in the languages that Nashra speaks. */
export interface Sentence {
  readonly ar: string;
  readonly en: string;
}

/** The sentence in the language (BCP 47) of a channel; English where it is neither. */
export function sentenceIn(language: string, sentence: Sentence): string {
  return language === 'ar' || language.startsWith('ar-') ? sentence.ar : sentence.en;
}
