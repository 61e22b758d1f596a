import type { ReportWords } from './report-words.ts';
import { arabicReportWords } from './report-words-arabic.ts';
import { englishReportWords } from './report-words-english.ts';

/** In the language of the channel's editors: Arabic, else English. */
export function reportWordsIn(language: string): ReportWords {
  return language === 'ar' || language.startsWith('ar-') ? arabicReportWords : englishReportWords;
}
