/** What has been opened one after the other. */
export interface Closers {
  readonly add: (close: () => void | Promise<void>) => void;
  /** The last that was opened first, each to its end, whatever becomes of the others. Rejects with the first fault. */
  readonly closeAll: () => Promise<void>;
}

export function createClosers(): Closers {
  const closers: (() => void | Promise<void>)[] = [];
  return {
    add: (close) => void closers.push(close),
    closeAll: async () => {
      const faults: unknown[] = [];
      for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
        try {
          await close();
        } catch (error) {
          faults.push(error);
        }
      }
      if (faults.length > 0) throw faults[0];
    },
  };
}
