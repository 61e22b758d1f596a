import type { OutsideDecision } from './incoming-article.ts';
import type { Intake } from './recognise-files.ts';

/** The same intake, for files of which something is decided outside of their texts. */
export function withDecision(intake: Intake, decision: OutsideDecision): Intake {
  return { ...intake, acceptFile: (incoming) => intake.acceptFile({ ...incoming, ...decision }) };
}
