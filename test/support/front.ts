import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fakeClock } from './fake-clock.ts';
import { freePorts, startNginx } from './nginx.ts';
import { projectRoot, temporaryFolder } from './program.ts';

/** nginx with the file that is shipped for it, by a clock of its own. */
export interface Front {
  readonly url: string;
  readonly tlsPort: number;
  readonly pid: number;
  /** Moves its clock on. */
  readonly later: (seconds: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Needs nginx and faketime. Each answer says in `X-Cache` what the cache made of it. */
export async function startFront(
  upstreamPort: number,
  tls?: { readonly certificate: string; readonly key: string },
): Promise<Front> {
  const clock = path.join(temporaryFolder(), 'clock');
  let offsetSeconds = 0;
  writeFileSync(clock, '+0s');
  const [port = 0, tlsPort = 0] = await freePorts(2);
  const shipped = readFileSync(path.join(projectRoot, 'docs/operating/nginx.conf'), 'utf8');
  const here: readonly (readonly [string, string])[] = [
    ['server 127.0.0.1:3000;', `server 127.0.0.1:${upstreamPort};`],
    ['listen 80;', `listen 127.0.0.1:${port};`],
    ['listen [::]:80;', ''],
    ['/var/cache/nginx/', 'FOLDER/'],
    ['/var/log/nginx/', 'FOLDER/'],
    ...(tls === undefined ? [] : overTls(tlsPort, tls)),
  ];
  let http = shipped;
  for (const [written, meant] of here) {
    if (!http.includes(written)) throw new Error(`nginx.conf has no longer: ${written}`);
    http = http.replaceAll(written, meant);
  }
  const nginx = await startNginx(`add_header X-Cache $upstream_cache_status always;\n${http}`, port, {
    ...fakeClock,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_NO_CACHE: '1',
  });
  const later = async (seconds: number) => {
    offsetSeconds += seconds;
    writeFileSync(clock, `+${offsetSeconds}s`);
  };
  return { url: `http://127.0.0.1:${port}`, tlsPort, pid: nginx.pid, later, stop: nginx.stop };
}

function overTls(
  port: number,
  { certificate, key }: { readonly certificate: string; readonly key: string },
): readonly (readonly [string, string])[] {
  return [
    ['#tls ', ''],
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['listen [::]:443 ssl http2;', ''],
    ['/etc/letsencrypt/live/news.example.org/fullchain.pem', certificate],
    ['/etc/letsencrypt/live/news.example.org/privkey.pem', key],
  ];
}
