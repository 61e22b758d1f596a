import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import Database from 'better-sqlite3';
import type { FeedFormat } from '../../src/domain/addresses.ts';
import { eventually } from './eventually.ts';
import { fetchDocument } from './fetch-document.ts';
import type { Follower, ShownItem } from './follower.ts';
import { temporaryFolder } from './program.ts';
import { canRun, run } from './run.ts';
import { parseStrictXml } from './strict-xml.ts';

/** So long at most until it has started and fetched, on a machine that does other things too. */
const patienceMs = 60_000;

/** Liferea, a reader with windows, on a screen that nobody sees; asked over D-Bus to fetch, and read from its database. */
export const liferea: Follower = {
  name: 'liferea',
  formats: ['rss', 'atom'],
  findFault() {
    const needed = [
      ['liferea', ['--version'], 'liferea'],
      ['dbus-daemon', ['--version'], 'dbus'],
      ['sh', ['-c', 'command -v dbus-send'], 'dbus'],
      ['Xvfb', ['-help'], 'xvfb'],
    ] as const;
    const missing = needed.find(([command, args]) => !canRun(command, args));
    return missing && `liferea is left out: the Debian package ${missing[2]} is not installed`;
  },
  async subscribe(url, format) {
    const home = temporaryFolder();
    const database = path.join(home, 'data/liferea/liferea.db');
    let session: Promise<Session> | undefined;
    const poll = async () => {
      if (session !== undefined) await (await session).refresh();
      session ??= openSession(home, url);
      await session;
      const told = await readFeedDate(url, format);
      await eventually('feed of that date in liferea', async () => hasRead(database, told), patienceMs);
      return readItems(database);
    };
    return { poll, end: async () => (await session)?.end() };
  },
};

interface Session {
  readonly refresh: () => Promise<unknown>;
  readonly end: () => Promise<void>;
}

async function openSession(home: string, url: string): Promise<Session> {
  await mkdir(path.join(home, 'config/liferea'), { recursive: true });
  await mkdir(path.join(home, 'run'), { mode: 0o700 });
  await writeFile(path.join(home, 'config/liferea/feedlist.opml'), feedList(url));
  const screen = start('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '800x600x24'], {});
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address=3'], {});
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_DATA_HOME: path.join(home, 'data'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
    XDG_RUNTIME_DIR: path.join(home, 'run'),
    DISPLAY: `:${await screen.told}`,
    DBUS_SESSION_BUS_ADDRESS: await bus.told,
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
  };
  // It fetches every feed when it starts.
  const reader = start('liferea', ['--mainwindow-state=hidden'], env);
  return {
    refresh: () => run('env', [`DBUS_SESSION_BUS_ADDRESS=${env.DBUS_SESSION_BUS_ADDRESS}`, ...refreshCall]),
    end: async () => {
      for (const { stop } of [reader, bus, screen]) await stop();
    },
  };
}

const refreshCall = [
  'dbus-send',
  '--session',
  '--print-reply',
  '--dest=org.gnome.feed.Reader',
  '/org/gnome/feed/Reader',
  'org.gnome.feed.Reader.Refresh',
];

function feedList(url: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>nashra</title></head><body>
<outline title="nashra" text="nashra" type="rss" id="nashra" xmlUrl="${url}" updateInterval="1440"/>
</body></opml>
`;
}

/** A program that runs until it is stopped; `told` is the first line that it writes to its fourth file. */
function start(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child: ChildProcess = spawn(command, args, {
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const kill = () => child.kill();
  process.once('exit', kill);
  const told = once(child.stdio[3] as Readable, 'data').then(([data]) => String(data).trim());
  const stop = async () => {
    process.off('exit', kill);
    kill();
    await ended;
  };
  return { told, stop };
}

/** RSS `lastBuildDate`, `atom:updated`: liferea keeps it as it is written. */
async function readFeedDate(url: string, format: FeedFormat): Promise<string> {
  const root = parseStrictXml(await fetchDocument(url, 'liferea'));
  const feed = format === 'rss' ? root.children[0] : root;
  const name = format === 'rss' ? 'lastBuildDate' : 'updated';
  return feed?.children.find((child) => child.name === name)?.text ?? '';
}

/** Its items are written before what it keeps of the feed itself. */
function hasRead(database: string, told: string): true | undefined {
  const query = "SELECT value FROM subscription_metadata WHERE key = 'contentUpdateDate'";
  const [row] = readRows<{ value: string }>(database, query);
  return row?.value === told ? true : undefined;
}

function readItems(database: string): readonly ShownItem[] {
  const query = 'SELECT title, description FROM items ORDER BY item_id';
  return readRows<{ title: string; description: string }>(database, query).map(({ title, description }) => ({
    title,
    html: description,
  }));
}

function readRows<Row>(database: string, query: string): readonly Row[] {
  if (!existsSync(database)) return [];
  const opened = new Database(database, { readonly: true });
  try {
    return opened.prepare<[], Row>(query).all();
  } catch (error) {
    // It makes its tables one by one.
    if (error instanceof Error && error.message.startsWith('no such table')) return [];
    throw error;
  } finally {
    opened.close();
  }
}
