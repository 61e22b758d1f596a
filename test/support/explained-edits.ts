import type { Article } from '../../src/domain/article.ts';
import type { Edit } from '../../src/text/edits.ts';
import { remainderUnder, ruleOracles } from './rule-oracles.ts';

/** Edits that meet: one rule changed what another one had made. */
interface Cluster {
  readonly edits: Edit[];
  readonly originalStart: number;
  originalEnd: number;
  readonly start: number;
  end: number;
}

const context = 80;

/** What of the difference between an article's two texts its edits and changes don't explain; empty when all is. */
export function unexplainedEdits({
  normalisation: { original, text, edits },
  changes,
}: Pick<Article, 'normalisation' | 'changes'>): readonly string[] {
  const faults: string[] = [];
  let from = 0;
  let to = 0;
  for (const cluster of clustersOf(edits)) {
    const kept = original.slice(from, cluster.originalStart);
    if (kept !== text.slice(to, cluster.start))
      faults.push(`unnamed change: ${show(kept)} → ${show(text.slice(to, cluster.start))}`);
    faults.push(...faultsOf(cluster, original, text));
    from = cluster.originalEnd;
    to = cluster.end;
  }
  if (original.slice(from) !== text.slice(to))
    faults.push(`unnamed change: ${show(original.slice(from))} → ${show(text.slice(to))}`);
  return [...faults, ...miscounted(edits, changes)];
}

function clustersOf(edits: readonly Edit[]): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const edit of edits) {
    const last = clusters.at(-1);
    if (
      last !== undefined &&
      (edit.originalStart < last.originalEnd || edit.originalStart === last.originalStart)
    ) {
      last.edits.push(edit);
      last.originalEnd = Math.max(last.originalEnd, edit.originalEnd);
      last.end = Math.max(last.end, edit.end);
    } else {
      const { originalStart, originalEnd, start, end } = edit;
      clusters.push({ edits: [edit], originalStart, originalEnd, start, end });
    }
  }
  return clusters;
}

function faultsOf(
  { edits, originalStart, originalEnd, start, end }: Cluster,
  original: string,
  text: string,
): readonly string[] {
  const before = original.slice(originalStart, originalEnd);
  const after = text.slice(start, end);
  const rules = new Set(edits.map(({ rule }) => rule));
  const unknown = [...rules].filter((rule) => ruleOracles[rule] === undefined);
  if (unknown.length > 0) return unknown.map((rule) => `no oracle for ${rule}`);
  const [rule = ''] = rules;
  const isAllowed =
    edits.length === 1
      ? ruleOracles[rule]?.({
          before,
          after,
          textBefore: text.slice(Math.max(0, start - context), start),
          textAfter: text.slice(end, end + context),
        })
      : rules.has('mojibake') || remainderUnder(rules, before) === remainderUnder(rules, after);
  return isAllowed ? [] : [`${[...rules].join(' + ')} may not do this: ${show(before)} → ${show(after)}`];
}

function miscounted(edits: readonly Edit[], changes: Article['changes']): readonly string[] {
  const counted = new Map<string, number>();
  for (const { rule } of edits) counted.set(rule, (counted.get(rule) ?? 0) + 1);
  const named = new Map(changes.map(({ rule, count }) => [rule, count]));
  return [...new Set([...counted.keys(), ...named.keys()])]
    .filter((rule) => counted.get(rule) !== named.get(rule))
    .map(
      (rule) => `${rule}: ${counted.get(rule) ?? 0} edits, ${named.get(rule) ?? 0} in the list of changes`,
    );
}

function show(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
