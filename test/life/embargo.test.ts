import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import type { ItemState } from '../../src/store/schema.ts';
import { eventually } from '../support/eventually.ts';
import { addressesOf, inSeconds, listHolding, type Poll, poll, rfc3339 } from '../support/life.ts';
import { pngFile } from '../support/media-files.ts';
import { type Program, runCommand, startProgram } from '../support/program.ts';
import { request } from '../support/request.ts';
import { storyText } from '../support/stories.ts';

const before = 'افتتاح الجسر القديم على النهر';
const embargoed = 'افتتاح الجسر الجديد على النهر';

describe('a story under embargo, over HTTP', function () {
  this.timeout(120_000);
  const running: Program[] = [];

  const start = async (options: Parameters<typeof startProgram>[0] = {}) => {
    const program = await startProgram(options);
    running.push(program);
    return program;
  };
  const put = ({ feedsDir }: Program, name: string, content: string | Uint8Array) =>
    writeFileSync(path.join(feedsDir, name), content);
  const putFirst = async (program: Program) => {
    put(program, 'قديم.txt', storyText(before));
    await eventually('the first story', async () =>
      (await request(`${program.url}/feed.xml`)).text.includes(before) ? true : undefined,
    );
  };
  const environmentOf = ({ feedsDir, databaseUrl, url }: Program) => ({
    FEEDS_DIR: feedsDir,
    DATABASE_URL: databaseUrl,
    BASE_URL: url,
  });
  const waitForState = async ({ databaseUrl }: Program, state: ItemState) => {
    const store = await openStore(databaseUrl);
    const found = await eventually(`a story that is ${state}`, () =>
      store
        .selectFrom('items')
        .select(['key', 'publish_at as publishAt'])
        .where('state', '=', state)
        .executeTakeFirst(),
    );
    await closeStore(store);
    return { key: found.key, publishAt: Number(found.publishAt) };
  };

  afterEach(() => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
  });

  /** What was seen of it before its second, and how long after it was first. */
  function seen(polls: readonly Poll[], words: string, at: Date) {
    const first = polls.find(({ answer }) => answer.text.includes(words));
    return { isEarly: first !== undefined && first.answeredAt < at.getTime(), first, last: polls.at(-1) };
  }

  /** No answer before the moment may be kept past it. */
  function expectFreshness(polls: readonly Poll[], at: Date) {
    const early = polls.filter(({ answeredAt }) => answeredAt < at.getTime());
    expect(early.length, 'answers before').to.be.above(3);
    for (const { askedAt, answer } of early) {
      const field = String(answer.headers['cache-control']);
      const maxAge = Number(/max-age=(\d+)/.exec(field)?.[1]);
      expect(askedAt + maxAge * 1000, field).to.be.at.most(at.getTime());
      expect(field).not.to.include('stale-while-revalidate');
    }
  }

  const kinds: readonly (readonly [what: string, file: string, text: (at: Date) => string])[] = [
    [
      'front matter',
      'جديد.md',
      (at) =>
        `---\ntitle: ${embargoed}\nsection: اقتصاد\nauthor: نادين خوري\ntags: [جسور]\nsource: وكالة نوارس\npublishAt: ${rfc3339(at)}\n---\nافتتحت البلدية الجسر.\n`,
    ],
    [
      'a labelled field',
      'جديد.txt',
      (at) => storyText(embargoed, { fields: [`موعد النشر: ${rfc3339(at)}`] }),
    ],
  ];
  for (const [what, file, text] of kinds) {
    it(`by ${what} is nowhere before its second, and everywhere within one second of it`, async () => {
      const program = await start();
      await putFirst(program);
      const picture = pngFile(8, 8, what);
      const media = `/media/${createHash('sha256').update(picture).digest('hex')}.png`;
      const at = inSeconds(14);
      put(program, file.replace(/\.\w+$/, '.png'), picture);
      put(program, file, text(at));
      const { key } = await waitForState(program, 'scheduled');
      const holding = [
        ...(await listHolding(program, embargoed, 'الجسر')),
        ...(await listHolding(program, key, 'الجسر')),
      ];
      const own = await Promise.all(
        [`/ar/${key}`, `/ar/${key}/`, media].map((address) => request(program.url + address)),
      );
      expect(Date.now(), 'the machine was too slow for this test').to.be.below(at.getTime());
      expect(holding).to.deep.equal([]);
      for (const { status, headers } of own)
        expect([status, headers['cache-control']]).to.deep.equal([404, 'no-store']);
      const polls = await poll(
        `${program.url}/feed.xml`,
        (answer) => answer.text.includes(embargoed),
        at.getTime() + 5000,
      );
      const { isEarly, first } = seen(polls, embargoed, at);
      expect(isEarly).to.equal(false);
      expect(first!.askedAt - at.getTime(), 'ms after its second').to.be.below(1000);
      expectFreshness(polls, at);
      expect(await listHolding(program, key, 'الجسر')).to.deep.equal(addressesOf('الجسر'));
      expect((await request(program.url + media)).status).to.equal(200);
      const page = await request(`${program.url}/ar/${key}`);
      expect(page.status).to.equal(308);
      const atom = (await request(`${program.url}/atom.xml`)).text;
      expect(atom).to.include(`<published>${at.toISOString().slice(0, 19)}`);
    });
  }

  it('is given another hour by the command, while the server is idle', async () => {
    const program = await start();
    await putFirst(program);
    put(program, 'جديد.txt', storyText(embargoed, { fields: ['موعد النشر: 2099-01-01 09:00'] }));
    const { key, publishAt } = await waitForState(program, 'scheduled');
    expect(new Date(publishAt).toISOString()).to.equal('2099-01-01T07:00:00.000Z');
    const at = inSeconds(14);
    const command = await runCommand(['schedule', key, '--publish', rfc3339(at)], {
      env: environmentOf(program),
    });
    expect(command).to.include({ code: 0, stderr: '' });
    expect(Date.now(), 'the machine was too slow for this test').to.be.below(at.getTime());
    const polls = await poll(
      `${program.url}/ar/sections/economy/atom.xml`,
      (answer) => answer.text.includes(embargoed),
      at.getTime() + 5000,
    );
    const { isEarly, first } = seen(polls, embargoed, at);
    expect(isEarly).to.equal(false);
    expect(first!.askedAt - at.getTime()).to.be.below(1000);
  });

  it('outlives a crash before its second, under a clock of another zone', async () => {
    const program = await start();
    await putFirst(program);
    const at = inSeconds(20);
    put(program, 'جديد.txt', storyText(embargoed, { fields: [`محظور حتى: ${localTime(at)}`] }));
    const { publishAt } = await waitForState(program, 'scheduled');
    expect(publishAt).to.equal(at.getTime());
    program.child.kill('SIGKILL');
    const { feedsDir, databaseUrl } = program;
    const again = await start({ feedsDir, databaseUrl, env: { TZ: 'Pacific/Auckland' } });
    expect(Date.now(), 'the machine was too slow for this test').to.be.below(at.getTime());
    const polls = await poll(
      `${again.url}/feed.json`,
      (answer) => answer.text.includes(embargoed),
      at.getTime() + 5000,
    );
    const { isEarly, first } = seen(polls, embargoed, at);
    expect(isEarly).to.equal(false);
    expect(first!.askedAt - at.getTime()).to.be.below(1000);
  });

  it('is there in the first answer of a server that was down at its second', async () => {
    const program = await start();
    await putFirst(program);
    const at = inSeconds(8);
    put(program, 'جديد.txt', storyText(embargoed, { fields: [`موعد النشر: ${rfc3339(at)}`] }));
    await waitForState(program, 'scheduled');
    program.child.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at.getTime() - Date.now())));
    const { feedsDir, databaseUrl } = program;
    const again = await start({ feedsDir, databaseUrl });
    expect((await request(`${again.url}/feed.xml`)).text).to.include(embargoed);
  });

  it('ends by itself: gone from everywhere within one second, 410, with a tombstone', async () => {
    const program = await start();
    await putFirst(program);
    const at = inSeconds(14);
    put(program, 'جديد.png', pngFile(20, 10));
    put(program, 'جديد.txt', storyText(embargoed, { fields: [`ينشر حتى: ${rfc3339(at)}`] }));
    const url = `${program.url}/feed.xml`;
    const polls = await poll(
      url,
      ({ text }) => !text.includes(embargoed) && Date.now() > at.getTime(),
      at.getTime() + 5000,
    );
    const shown = polls.filter(({ answer }) => answer.text.includes(embargoed));
    expect(shown, 'answers with it').not.to.be.empty;
    expect(shown.at(-1)!.askedAt - at.getTime(), 'ms after its end').to.be.below(1000);
    expectFreshness(shown, at);
    const { key } = await waitForState(program, 'expired');
    expect(await listHolding(program, key, 'الجسر')).to.deep.equal([]);
    expect((await request(`${program.url}/atom.xml`)).text).to.match(
      new RegExp(`<at:deleted-entry ref="tag:[^"]*${key}"`),
    );
    expect((await request(`${program.url}/ar/${key}`)).status).to.equal(410);
    const [picture] = /\/media\/\w+\.png/.exec(shown.at(-1)!.answer.text)!;
    const { id, purge } = logged(program, 'expired');
    expect(id).to.include(key);
    expect(purge).to.deep.equal([`${program.url}/ar/archive/0/*`, program.url + picture]);
  });
});

/** The line of the log with that message. */
function logged(
  program: Program,
  message: string,
): { readonly id: string; readonly purge: readonly string[] } {
  const line = program
    .output()
    .split('\n')
    .find((one) => one.includes(`"msg":"${message}"`));
  return JSON.parse(line ?? '{}');
}

/** As an editor of the shipped newsroom writes it. */
function localTime(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Beirut',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
}
