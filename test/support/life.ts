import { setTimeout as delay } from 'node:timers/promises';
import type { Program } from './program.ts';
import { type Answer, request } from './request.ts';

const formats = ['feed.xml', 'atom.xml', 'feed.json'];
const folders = [
  '/',
  '/ar/',
  '/ar/points/',
  '/ar/headlines/',
  '/ar/fulltext/',
  '/ar/sections/economy/',
  `/ar/authors/${encodeURIComponent('نادين-خوري')}/`,
  `/ar/tags/${encodeURIComponent('جسور')}/`,
  `/ar/sources/${encodeURIComponent('وكالة-نوارس')}/`,
];
const pages = ['/', '/ar/', ...folders.slice(5)];

/** Every address at which a story of support/stories can stand, but for its own page; the archive as it is named now. */
export function addressesOf(search: string): readonly string[] {
  return [
    ...folders.flatMap((folder) => formats.map((file) => folder + file)),
    ...formats.map((file) => `/ar/${file}?q=${encodeURIComponent(search)}`),
    ...formats.map((file) => `/ar/archive/0/${file}`),
    ...pages,
  ];
}

/** As a client gets it that follows redirects. */
export async function follow(program: Program, address: string): Promise<Answer> {
  const answer = await request(program.url + address);
  const { location } = answer.headers;
  return location === undefined ? answer : request(new URL(location, program.url).href);
}

/** The addresses whose documents have the words in them, but for tombstones. */
export async function listHolding(
  program: Program,
  words: string,
  search = words,
): Promise<readonly string[]> {
  const holding: string[] = [];
  for (const address of addressesOf(search)) {
    const { status, text } = await follow(program, address);
    // A search feed says what was searched for.
    const body = text.replaceAll(/<at:deleted-entry.*?(?:\/>|<\/at:deleted-entry>)/gs, '');
    const own = address.includes('?q=') ? itemsOf(body) : body;
    if (status === 200 && own.includes(words)) holding.push(address);
  }
  return holding;
}

function itemsOf(body: string): string {
  const start = /<item>|<entry[ >]|"items"/.exec(body)?.index;
  return start === undefined ? '' : body.slice(start);
}

/** One answer of a poller, with the moments before it asked and after it had the answer. */
export interface Poll {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly answer: Answer;
}

/** Polls until the answer satisfies, or until the moment. */
export async function poll(
  url: string,
  isEnough: (answer: Answer) => boolean,
  untilMs: number,
): Promise<readonly Poll[]> {
  const polls: Poll[] = [];
  for (;;) {
    const askedAt = Date.now();
    const answer = await request(url);
    polls.push({ askedAt, answeredAt: Date.now(), answer });
    if (isEnough(answer) || Date.now() > untilMs) return polls;
    await delay(40);
  }
}

/** A whole second, so many seconds from now or a little later. */
export function inSeconds(seconds: number): Date {
  return new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000);
}

/** RFC 3339 without a fraction. */
export function rfc3339(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}
