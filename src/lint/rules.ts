import { dateRules } from './rules/date-rules.ts';
import { encodingRules } from './rules/encoding-rules.ts';
import { historyRules } from './rules/history-rules.ts';
import { httpRules } from './rules/http-rules.ts';
import { identityRules } from './rules/identity-rules.ts';
import { jsonRules } from './rules/json-rules.ts';
import { languageRules } from './rules/language-rules.ts';
import { mediaRules } from './rules/media-rules.ts';
import { profileRules } from './rules/profile-rules.ts';
import { structureRules } from './rules/structure-rules.ts';
import { textRules } from './rules/text-rules.ts';
import { titleRules } from './rules/title-rules.ts';

/** Everything that the linter finds, in the order in which a report has it. The codes are stable. */
export const rules = {
  ...httpRules,
  ...encodingRules,
  ...jsonRules,
  ...structureRules,
  ...languageRules,
  ...dateRules,
  ...identityRules,
  ...mediaRules,
  ...titleRules,
  ...textRules,
  ...historyRules,
  ...profileRules,
} as const;

export type RuleCode = keyof typeof rules;
