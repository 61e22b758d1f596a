/** Aggregators whose own demands the linter knows (ARABIC.md §6). */
export const lintProfiles = ['msn', 'flipboard', 'fulltext'] as const;

export type LintProfile = (typeof lintProfiles)[number];
