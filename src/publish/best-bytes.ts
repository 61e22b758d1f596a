import { type Representation, withBestBytes } from './representation.ts';

/** Where a prepared document is kept. */
export interface Place {
  readonly path: string;
  readonly find: () => Representation | undefined;
  readonly put: (best: Representation) => void;
}

/** Makes better bytes of what is kept, when nobody waits for them. */
export interface BestBytes {
  /** Whatever has taken the document's place by then stays there. */
  readonly make: (representation: Representation, place: Place) => void;
  readonly close: () => void;
}

/** Stories often come in twos and threes, each of which makes the bytes before it worthless and is delayed by them. */
const waitMs = 1_000;

interface Waiting {
  readonly representation: Representation;
  readonly place: Place;
  /** Each waits for itself: what stands elsewhere may be replaced all the time. */
  readonly dueAtMs: number;
}

/** One document at a time, so that it never takes more than one core from those who are answered. */
export function openBestBytes(): BestBytes {
  // By path, the first due first.
  const waiting = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function makeDue(): Promise<void> {
    for (const [path, { representation, place, dueAtMs }] of waiting) {
      if (dueAtMs > performance.now()) break;
      waiting.delete(path);
      const isKept = () => !isClosed && place.find() === representation;
      if (!isKept()) continue;
      // Without its best a document is as good as it was.
      const best = await withBestBytes(representation).catch(() => representation);
      if (best !== representation && isKept()) place.put(best);
    }
    timer = undefined;
    waitForNext();
  }

  function waitForNext(): void {
    const [next] = waiting.values();
    if (next === undefined) return;
    timer ??= setTimeout(() => void makeDue(), Math.max(0, next.dueAtMs - performance.now())).unref();
  }

  return {
    make: (representation, place) => {
      if (isClosed) return;
      // In its turn, behind what came since.
      waiting.delete(place.path);
      waiting.set(place.path, { representation, place, dueAtMs: performance.now() + waitMs });
      waitForNext();
    },
    close: () => {
      isClosed = true;
      waiting.clear();
      clearTimeout(timer);
    },
  };
}
