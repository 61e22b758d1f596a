/** What processes ask one another: for their figures, and to bring what they counted of pollers into the store. */
export type Question = 'metrics' | 'pollers';

/** The other processes that answer under the same address. */
export interface Siblings {
  /** Rejects when one of them does not answer: a part of the figures is worse than none. */
  readonly ask: (question: Question) => Promise<readonly unknown[]>;
  /** From now on they are answered so. */
  readonly answer: (reply: (question: Question) => Promise<unknown>) => void;
}
