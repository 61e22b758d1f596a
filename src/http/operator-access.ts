import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Both ways of naming the token (RFC 6750 §3, RFC 7617 §2.1); browsers know the second only. */
export const challenges: readonly string[] = [
  'Bearer realm="nashra"',
  'Basic realm="nashra", charset="UTF-8"',
];

/** Whether a request names the token: as a bearer's, or as the password of whatever name. */
export function isOperator({ headers }: IncomingMessage, token: string): boolean {
  const [, scheme = '', value = ''] = /^\s*(\w+)\s+(\S+)\s*$/.exec(headers.authorization ?? '') ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return isSame(value, token);
    case 'basic': {
      const pair = Buffer.from(value, 'base64').toString('utf8');
      const at = pair.indexOf(':');
      return at >= 0 && isSame(pair.slice(at + 1), token);
    }
    default:
      return false;
  }
}

/** In a time that says nothing of either, not even of their lengths. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
