/** What an answer carries, or what it is; bounded, so that metrics are. */
export const answerKinds = [
  'rss',
  'atom',
  'json',
  'page',
  'opml',
  'text',
  'media',
  'redirect',
  'health',
  'problem',
  'other',
] as const;

export type AnswerKind = (typeof answerKinds)[number];

const kindByMediaType: ReadonlyMap<string, AnswerKind> = new Map([
  ['application/rss+xml; charset=utf-8', 'rss'],
  ['application/atom+xml; charset=utf-8', 'atom'],
  ['application/feed+json; charset=utf-8', 'json'],
  ['text/html; charset=utf-8', 'page'],
  ['text/x-opml; charset=utf-8', 'opml'],
  ['text/plain; charset=utf-8', 'text'],
]);

/** @param contentType with its charset */
export function kindOf(contentType: string): AnswerKind {
  return kindByMediaType.get(contentType) ?? 'other';
}

/** Plain numbers, since each answer moves them; whoever shows them reads them. */
export interface Traffic {
  /** By kind; the index is the status less 100. */
  readonly answers: Readonly<Record<AnswerKind, { readonly byStatus: Float64Array; bytes: number }>>;
  /** Articles of the inbox by error code. */
  readonly refusedArticles: Map<string, number>;
}

export function createTraffic(): Traffic {
  const empty = answerKinds.map((kind) => [kind, { byStatus: new Float64Array(500), bytes: 0 }] as const);
  return {
    answers: Object.fromEntries(empty) as Record<AnswerKind, { byStatus: Float64Array; bytes: number }>,
    refusedArticles: new Map(),
  };
}

export function countTraffic({ answers }: Traffic, kind: AnswerKind, status: number, bytes: number): void {
  const counts = answers[kind];
  counts.byStatus[status - 100] = (counts.byStatus[status - 100] ?? 0) + 1;
  counts.bytes += bytes;
}

export function countRefusedArticle({ refusedArticles }: Traffic, code: string): void {
  refusedArticles.set(code, (refusedArticles.get(code) ?? 0) + 1);
}
