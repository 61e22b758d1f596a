import { createRequire } from 'node:module';
import { type Logger, pino } from 'pino';
import type { default as Pretty } from 'pino-pretty';

const load = createRequire(import.meta.url);

/** Lines for people in a terminal, JSON for everything else; always on standard error. */
export function createLogger(level: string): Logger {
  const lines = process.stderr.isTTY
    ? openPretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
    : pino.destination({ dest: 2, sync: true });
  return pino({ level }, lines);
}

// A service writes no lines for people, and does not wait for what would.
function openPretty(options: Parameters<typeof Pretty>[0]): ReturnType<typeof Pretty> {
  return (load('pino-pretty') as typeof Pretty)(options);
}
