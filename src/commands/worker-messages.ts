import type { Question } from '../http/siblings.ts';

/** What a worker tells the process that keeps it running. */
export type FromWorker =
  /** It answers requests; on these ports, by the variables that name them. */
  | { readonly kind: 'open'; readonly ports: Readonly<Record<string, string>> }
  /** There is nothing left to do before the program can be announced. */
  | { readonly kind: 'ready'; readonly announcement: string }
  | { readonly kind: 'ask'; readonly number: number; readonly question: Question }
  | ({ readonly kind: 'reply'; readonly number: number } & Reply);

/** What it is told: a question of another worker, or what all the others say to its own. */
export type ToWorker =
  | { readonly kind: 'question'; readonly number: number; readonly question: Question }
  | { readonly kind: 'replies'; readonly number: number; readonly replies: readonly Reply[] };

/** `fault` says why there is no value. */
export type Reply = { readonly value?: unknown } | { readonly fault: string };
