import cluster, { type Worker } from 'node:cluster';
import type { Environment } from '../environment.ts';
import type { Question, Siblings } from '../http/siblings.ts';
import { serve } from './serve.ts';
import type { FromWorker, Reply, ToWorker } from './worker-messages.ts';

/** Serves as one of several processes on the same ports, until the one that keeps them running says so. */
export async function serveAsWorker(environment: Environment): Promise<void> {
  const { worker } = cluster;
  if (worker === undefined) throw new Error('this process is no worker');
  // A terminal signals all of them, and then the first one does so too: the second signal is none.
  process.on('SIGTERM', () => undefined).on('SIGINT', () => undefined);
  const tell = (message: FromWorker) => void worker.send(message, () => undefined);
  try {
    await serve(environment, {
      siblings: createSiblings(worker, tell),
      onOpen: (ports) => tell({ kind: 'open', ports }),
      onReady: (announcement) => tell({ kind: 'ready', announcement }),
    });
  } finally {
    worker.disconnect();
  }
}

function createSiblings(worker: Worker, tell: (message: FromWorker) => void): Siblings {
  const waiting = new Map<number, (replies: readonly Reply[]) => void>();
  let lastNumber = 0;
  let answerTo: (question: Question) => Promise<unknown> = async () => undefined;

  worker.on('message', async (message: ToWorker) => {
    if (message.kind === 'replies') {
      waiting.get(message.number)?.(message.replies);
      waiting.delete(message.number);
      return;
    }
    const { number, question } = message;
    const reply = await answerTo(question).then(
      (value) => ({ value }),
      (error: unknown) => ({ fault: String(error) }),
    );
    tell({ kind: 'reply', number, ...reply });
  });

  return {
    ask: async (question) => {
      lastNumber += 1;
      const number = lastNumber;
      const replies = await new Promise<readonly Reply[]>((resolve) => {
        waiting.set(number, resolve);
        tell({ kind: 'ask', number, question });
      });
      return replies.map(getValue);
    },
    answer: (reply) => {
      answerTo = reply;
    },
  };
}

function getValue(reply: Reply): unknown {
  if ('fault' in reply) throw new Error(`another worker's figures are missing: ${reply.fault}`);
  return reply.value;
}
