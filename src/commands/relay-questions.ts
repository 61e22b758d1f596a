import type { Worker } from 'node:cluster';
import type { FromWorker, Reply, ToWorker } from './worker-messages.ts';

/** Hands what one worker asks on to all others, and what they say back to it. */
export interface QuestionRelay {
  readonly ask: (asker: Worker, message: FromWorker & { kind: 'ask' }, others: readonly Worker[]) => void;
  readonly reply: (worker: Worker, message: FromWorker & { kind: 'reply' }) => void;
  /** It is gone, and so are its figures. */
  readonly forget: (worker: Worker) => void;
}

interface Asked {
  readonly waitingFor: Set<Worker>;
  readonly replies: Reply[];
  readonly finish: () => void;
}

/** Less than who asks for metrics waits for them. */
const patienceMs = 5_000;

export function createQuestionRelay(): QuestionRelay {
  const asked = new Map<number, Asked>();
  let lastNumber = 0;

  function note(number: number, worker: Worker, reply?: Reply): void {
    const question = asked.get(number);
    if (question === undefined || !question.waitingFor.delete(worker)) return;
    if (reply !== undefined) question.replies.push(reply);
    if (question.waitingFor.size === 0) question.finish();
  }

  return {
    ask: (asker, { number, question }, others) => {
      lastNumber += 1;
      const own = lastNumber;
      const replies: Reply[] = [];
      const finish = () => {
        clearTimeout(timer);
        asked.delete(own);
        send(asker, { kind: 'replies', number, replies });
      };
      const timer = setTimeout(() => {
        replies.push({ fault: 'a worker does not answer' });
        finish();
      }, patienceMs).unref();
      asked.set(own, { waitingFor: new Set(others), replies, finish });
      for (const worker of others) send(worker, { kind: 'question', number: own, question });
      if (others.length === 0) finish();
    },
    reply: (worker, { kind: _kind, number, ...reply }) => note(number, worker, reply),
    forget: (worker) => {
      for (const number of Array.from(asked.keys())) note(number, worker);
    },
  };
}

/** Who is gone hears nothing; that it is gone is told elsewhere. */
function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}
