import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { type FeedFormat, feedPath } from '../../src/domain/addresses.ts';
import { openNewsroom } from '../../src/newsroom.ts';
import { republishItem } from '../../src/publish/republish-item.ts';
import { articleText, headline } from '../support/articles.ts';
import { eventually } from '../support/eventually.ts';
import { fetchDocument } from '../support/fetch-document.ts';
import type { ShownItem, Subscription } from '../support/follower.ts';
import { followersHere } from '../support/followers.ts';
import { type HtmlTree, htmlTree } from '../support/html-tree.ts';
import { type Program, projectRoot, startProgram } from '../support/program.ts';
import type { ReadItem } from '../support/reader.ts';
import { feedsmith } from '../support/reader-feedsmith.ts';
import { formatTable, readTable, writeTable } from '../support/readers-table.ts';
import { type Showing, type Story, showingOf } from '../support/shown-story.ts';

const file = 'قصة.txt';
const withFacts = (facts: string, text: string) => `---\n${facts}\n---\n${text}`;
const edited = articleText(1).replace('الصيغة 1', 'الصيغة الثانية');
const renamed = edited.replace(headline(1), `${headline(1)} من جديد`);
const fixed = renamed.replace('أسبوعين', 'أسبوعين كاملين');

/** What the newsroom does, act by act. */
const acts: readonly (readonly [name: string, run: (program: Program) => unknown])[] = [
  ['published', (program) => write(program, file, articleText(1))],
  ['new text', (program) => write(program, file, edited)],
  ['new headline', (program) => write(program, file, renamed)],
  ['silent fix', (program) => write(program, file, withFacts('silent: true', fixed))],
  [
    'correction',
    (program) => write(program, file, withFacts('تصحيح: عدد المتطوعين أربعون، لا واحد وأربعون.', fixed)),
  ],
  ['another story', (program) => write(program, 'أخرى.txt', articleText(2))],
  ['withdrawn', (program) => write(program, file, withFacts('withdrawn: لم يثبت الخبر.', fixed))],
  ['published anew', republish],
];

/** What programs do by their own design, for the reasons in docs/readers.md; of all else a feed of ours is the cause. */
const designs: Readonly<Record<string, readonly Showing[]>> = {
  newsboat: ['still there', 'twice'],
  liferea: ['old text', 'still there', 'old and new'],
  sfeed: ['old text', 'old and new', 'old texts', 'still there'],
  rss2email: ['old text', 'still there', 'old and new'],
};
const isRewritten = process.env.WRITE_READERS === '1';

interface Row {
  readonly reader: string;
  readonly format: FeedFormat;
  readonly subscription: Subscription;
  /** Of the act's own story, act by act. */
  readonly showings: Showing[];
  /** Of everything that it showed after any act. */
  readonly shown: ShownItem[];
}

describe('a story’s life in readers that follow it', () => {
  const { followers, leftOut } = followersHere();
  const pairs = followers.flatMap((follower) => follower.formats.map((format) => ({ follower, format })));
  const rows: Row[] = [];
  let program: Program;

  before(async function () {
    this.timeout(300_000);
    program = await startProgram();
    for (const { follower, format } of pairs) {
      const subscription = await follower.subscribe(program.url + feedPath(format), format);
      rows.push({ reader: follower.name, format, subscription, showings: [], shown: [] });
    }
    await play(program, rows);
  });

  after(async function () {
    this.timeout(60_000);
    await Promise.all(rows.map(({ subscription }) => subscription.end()));
    await program.stop();
  });

  for (const reason of leftOut) it(reason);

  for (const [index, { follower, format }] of pairs.entries()) {
    const { name } = follower;
    const allowed: readonly Showing[] = ['right', ...(designs[name] ?? [])];

    it(`is shown as it is${name in designs ? ', but for what is the program’s own way,' : ''} by ${name}, ${format}`, () => {
      const row = rows[index]!;
      expect(row.showings).to.have.length(acts.length);
      expect(row.showings.filter((showing) => !allowed.includes(showing))).to.deep.equal([]);
      expect([row.showings[0], row.showings[5]], 'a story that is new').to.deep.equal(['right', 'right']);
    });

    it(`is laid out from right to left by ${name}, ${format}`, () => {
      for (const { title, html } of rows[index]!.shown)
        expect(isWrapped(htmlTree(html)), title).to.equal(true);
    });
  }

  it('is told in the table of docs/readers.md', () => {
    const head = ['reader', 'format', ...acts.map(([name]) => name)];
    const cells = rows.map(({ reader, format, showings }) => [reader, formatNames[format], ...showings]);
    const table = formatTable(head, cells);
    if (isRewritten && leftOut.length === 0) writeTable(table);
    const lines = leftOut.length === 0 ? [readTable()] : readTable().split('\n');
    for (const line of leftOut.length === 0 ? [table] : table.trim().split('\n'))
      expect(lines, 'npm run readers writes it anew').to.include(line);
  });
});

const formatNames: Readonly<Record<FeedFormat, string>> = { rss: 'RSS', atom: 'Atom', json: 'JSON' };

function isWrapped(tree: HtmlTree): boolean {
  return tree.some((node) => {
    if (typeof node === 'string') return false;
    const { dir, lang } = Object.fromEntries(node.attributes);
    return (node.name === 'div' && dir === 'rtl' && lang === 'ar') || isWrapped(node.children);
  });
}

async function play(program: Program, rows: readonly Row[]): Promise<void> {
  const stories = new Map<string, Story>();
  const read = () => fetchDocument(program.url + feedPath('json'), 'the test');
  let last = await read();
  for (const [name, run] of acts) {
    await run(program);
    last = await eventually(`feed after: ${name}`, async () => {
      const text = await read();
      return text === last ? undefined : text;
    });
    const { items } = await feedsmith.read(program.url + feedPath('json'));
    for (const number of [1, 2]) follow(stories, headline(number), items);
    const own = stories.get(headline(name === 'another story' ? 2 : 1))!;
    await Promise.all(
      rows.map(async (row) => {
        const shown = await row.subscription.poll();
        row.shown.push(...shown);
        row.showings.push(showingOf(own, shown));
      }),
    );
  }
}

function follow(stories: Map<string, Story>, name: string, items: readonly ReadItem[]): void {
  const known = stories.get(name);
  const item = items.find(({ title }) => title.startsWith(name));
  if (item === undefined) {
    if (known !== undefined) stories.set(name, { ...known, isWithdrawn: true });
    return;
  }
  const { title, text } = item;
  const before = known?.versions.filter((one) => one.title !== title || one.text !== text) ?? [];
  stories.set(name, { name, versions: [...before, { title, text }], isWithdrawn: false });
}

function write({ feedsDir }: Program, name: string, text: string): void {
  writeFileSync(path.join(feedsDir, name), text);
}

async function republish({ url, databaseUrl }: Program): Promise<void> {
  const configDir = path.join(projectRoot, 'config');
  const newsroom = await openNewsroom({ baseUrl: url, configDir, databaseUrl });
  try {
    const { key } = await newsroom.store
      .selectFrom('items')
      .select('key')
      .where('state', '=', 'withdrawn')
      .executeTakeFirstOrThrow();
    await republishItem(newsroom, key);
  } finally {
    await newsroom.close();
  }
}
