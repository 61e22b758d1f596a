import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly ms: number;
}

/** A reader who waits for no other. */
const alone = new Agent({ keepAlive: true });
const crowd = new Agent({ keepAlive: true });
/** On a machine that cannot keep up no more are let wait. */
const waitingAtMost = 200;

export function ask(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  agent = alone,
): Promise<Answer> {
  const begunMs = performance.now();
  return new Promise((resolve, reject) => {
    const asked = get(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
          ms: performance.now() - begunMs,
        }),
      );
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // The server closes what was idle for long, maybe just now.
      const isIdleClosed = asked.reusedSocket && error.code === 'ECONNRESET';
      if (isIdleClosed) ask(url, headers, agent).then(resolve, reject);
      else reject(error);
    });
  });
}

export interface Load {
  /** Milliseconds that each answer took, by what was asked for. */
  readonly taken: Readonly<Record<'whole' | 'unchanged' | 'story', number[]>>;
  readonly stop: () => Promise<void>;
}

/** Readers who ask so many times a second: most have the feed already, some do not, some open a story. */
export function startLoad(url: string, perSecond: number, pages: () => readonly string[]): Load {
  const taken: Load['taken'] = { whole: [], unchanged: [], story: [] };
  const underway = new Set<Promise<void>>();
  let isRunning = true;
  let entityTag = '';
  let asked = 0;

  async function one(number: number): Promise<void> {
    const gzip = { 'Accept-Encoding': 'gzip' };
    const paths = pages();
    const path = paths[number % Math.max(1, paths.length)];
    if (number % 7 === 0 && path !== undefined) {
      taken.story.push((await ask(url + path, gzip, crowd)).ms);
      return;
    }
    const held = number % 4 === 0 ? {} : { 'If-None-Match': entityTag };
    const answer = await ask(`${url}/feed.xml`, { ...gzip, ...held }, crowd);
    entityTag = answer.headers.etag ?? entityTag;
    taken[answer.status === 304 ? 'unchanged' : 'whole'].push(answer.ms);
  }

  async function run(): Promise<void> {
    const begunMs = performance.now();
    while (isRunning) {
      const due = Math.floor(((performance.now() - begunMs) / 1000) * perSecond);
      for (; asked < due; asked += 1) {
        if (underway.size >= waitingAtMost) continue;
        const asking: Promise<void> = one(asked).finally(() => underway.delete(asking));
        underway.add(asking);
      }
      await delay(2);
    }
    await Promise.all(underway);
  }

  const running = run();
  return {
    taken,
    stop: () => {
      isRunning = false;
      return running;
    },
  };
}
