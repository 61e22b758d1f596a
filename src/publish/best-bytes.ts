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

/** Of quiet: stories often come in twos and threes, each of which makes the bytes before it worthless and is delayed by them. */
const waitMs = 1_000;

/** One document at a time, so that it never takes more than one core from those who are answered. */
export function openBestBytes(): BestBytes {
  const waiting = new Map<string, readonly [Representation, Place]>();
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();
  let isClosed = false;

  async function makeWaiting(): Promise<void> {
    for (const [path, [representation, place]] of waiting) {
      if (timer !== undefined) return;
      waiting.delete(path);
      const isKept = () => !isClosed && place.find() === representation;
      if (!isKept()) continue;
      // Without its best a document is as good as it was.
      const best = await withBestBytes(representation).catch(() => representation);
      if (best !== representation && isKept()) place.put(best);
    }
  }

  function begin(): void {
    timer = undefined;
    work = work.then(makeWaiting);
  }

  return {
    make: (representation, place) => {
      if (isClosed) return;
      // In its turn, behind what came since.
      waiting.delete(place.path);
      waiting.set(place.path, [representation, place]);
      clearTimeout(timer);
      timer = setTimeout(begin, waitMs).unref();
    },
    close: () => {
      isClosed = true;
      waiting.clear();
      clearTimeout(timer);
    },
  };
}
