import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

/** Lines for people in a terminal, JSON for everything else; always on standard error. */
export function createLogger(level: string): Logger {
  const lines = process.stderr.isTTY
    ? pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
    : pino.destination({ dest: 2, sync: true });
  return pino({ level }, lines);
}
