import type { Sentence } from '../../domain/sentence.ts';

export type Severity = 'error' | 'warning';

/** Neither sentence has gaps: what of the feed is meant stands beside it, as the finding's quotation. */
export interface Rule {
  /** `error` where readers or aggregators lose, repeat, refuse or garble something, or the standard forbids it. */
  readonly severity: Severity;
  readonly message: Sentence;
  readonly cure: Sentence;
}

type Texts = readonly [ar: string, en: string, cureAr: string, cureEn: string];

export function errorRule(...texts: Texts): Rule {
  return ruleOf('error', texts);
}

export function warningRule(...texts: Texts): Rule {
  return ruleOf('warning', texts);
}

function ruleOf(severity: Severity, [ar, en, cureAr, cureEn]: Texts): Rule {
  return { severity, message: { ar, en }, cure: { ar: cureAr, en: cureEn } };
}
