import type { Replacement, RuleResult, TextChange } from './text-rule.ts';

/** Offsets in UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const maxExamples = 5;

/** Applies a rule to everything but the given spans, which are in order and don't overlap. */
export function applyOutside(
  text: string,
  spared: readonly Span[],
  rule: (part: string) => RuleResult,
): RuleResult {
  if (spared.length === 0) return rule(text);
  let result = '';
  let change: TextChange | undefined;
  const replacements: Replacement[] = [];
  let position = 0;
  for (const span of [...spared, { start: text.length, end: text.length }]) {
    const part = rule(text.slice(position, span.start));
    result += part.text + text.slice(span.start, span.end);
    change = joinChanges(change, part.change);
    for (const { start, end, length } of part.replacements ?? [])
      replacements.push({ start: start + position, end: end + position, length });
    position = span.end;
  }
  return change === undefined ? { text: result } : { text: result, change, replacements };
}

/** Of one rule that acted twice. */
export function joinChanges(
  first: TextChange | undefined,
  second: TextChange | undefined,
): TextChange | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  const examples = [...new Set([...first.examples, ...second.examples])].slice(0, maxExamples);
  return { rule: first.rule, count: first.count + second.count, examples };
}
