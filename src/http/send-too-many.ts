import { type ServerResponse, STATUS_CODES } from 'node:http';
import { type Sentence, sentenceIn } from '../domain/sentence.ts';

const sentence: Sentence = {
  ar: 'طلب برنامجك هذه الخلاصة كاملةً مراتٍ أكثر مما يلزم. ليسأل عمّا تغيّر بالترويسة If-None-Match، فلا حدّ لذلك، أو ليَعُد بعد المدة المذكورة في Retry-After.',
  en: 'Your program has fetched this whole feed more often than it needs to. Let it ask with If-None-Match whether anything has changed, which is not limited, or come back after the time in Retry-After.',
};

/** For a client whose budget is spent (RFC 6585 §4). What it sends is its own: no page, no riddle, only a time. */
export type SendTooMany = (response: ServerResponse, waitSeconds: number) => number;

/** @returns a sender that gives the number of bytes of its content */
export function createTooManySender(language: string): SendTooMany {
  const problem = {
    type: 'about:blank',
    title: STATUS_CODES[429],
    status: 429,
    detail: sentenceIn(language, sentence),
    code: 'too_many_requests',
  };
  const bytes = Buffer.from(JSON.stringify(problem), 'utf8');
  return (response, waitSeconds) => {
    response.writeHead(429, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Length': bytes.length,
      'Content-Language': language,
      'Retry-After': waitSeconds,
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Retry-After',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(bytes);
    return bytes.length;
  };
}
