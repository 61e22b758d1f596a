import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { jsonFeed } from '../support/feeds.ts';
import { type Program, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';

const entry = (number: number, version = 1) => ({
  id: `https://agency.example/${number}`,
  title: `افتتاح معرض الكتاب في المدينة ${number} للمرة ${version}`,
  text: `قالت إدارة المعرض إن ${number * 11} دار نشر تشارك في دورة هذا العام.`,
  published: new Date(Date.UTC(2026, 10, 1, number)).toISOString(),
});

describe('a whole feed in the inbox of the running program', () => {
  const folder = temporaryFolder();
  const options = { feedsDir: path.join(folder, 'feeds') };
  let program: Program;

  before(async () => {
    mkdirSync(path.join(options.feedsDir, 'ar'), { recursive: true });
    program = await startProgram(options);
  });

  after(() => program.stop());

  const put = (numbers: readonly (readonly [number: number, version?: number])[]) =>
    writeFileSync(
      path.join(options.feedsDir, 'ar/وكالة.json'),
      jsonFeed(numbers.map(([number, version]) => entry(number, version))),
    );
  const served = async () =>
    (
      JSON.parse((await request(`${program.url}/feed.json`)).text) as { items: { title: string }[] }
    ).items.map(({ title }) => title);
  const shows = (titles: readonly string[]) =>
    eventually(titles.join(' · '), async () =>
      JSON.stringify(await served()) === JSON.stringify(titles) ? true : undefined,
    );

  it('shows its articles in its order', async () => {
    put([[3], [2], [1]]);
    await shows([entry(3), entry(2), entry(1)].map(({ title }) => title));
  });

  it('shows what is edited and added, and what is gone from the file', async () => {
    put([[4], [3, 2]]);
    await shows([entry(4), entry(3, 2), entry(2), entry(1)].map(({ title }) => title));
  });

  it('tells of each article in the log, by file and id, and of an unchanged one never', async () => {
    const { databaseUrl } = program;
    await program.stop();
    const before = program.output();
    expect(before).to.include('"file":"ar/وكالة.json#https-agency.example-3-');
    program = await startProgram({ ...options, databaseUrl });
    await shows([entry(4), entry(3, 2), entry(2), entry(1)].map(({ title }) => title));
    expect(program.output()).not.to.include('agency.example');
  });
});
