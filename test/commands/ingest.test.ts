import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { articleText, headline } from '../support/articles.ts';
import { columnOf, createDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { jsonFeed } from '../support/feeds.ts';
import { type Program, runCommand, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';

describe('nashra ingest', () => {
  let folder: string;
  let databaseUrl: string;
  let env: Record<string, string>;
  const running: Program[] = [];

  beforeEach(async () => {
    folder = path.join(temporaryFolder(), 'مقالات');
    mkdirSync(folder);
    databaseUrl = await createDatabase();
    env = { DATABASE_URL: databaseUrl, FEEDS_DIR: folder };
  });

  afterEach(() => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
  });

  const put = (name: string, text: string | Uint8Array) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const column = (query: string) => columnOf(databaseUrl, query);
  const titles = async () =>
    (await column('select content from items order by first_revision')).map(
      (content) => (JSON.parse(String(content)) as { title: string }).title,
    );

  it('takes in a folder of 1,000 files, says how far it is, and sums up', async function () {
    this.timeout(60_000);
    for (let number = 1; number <= 1000; number += 1)
      put(`${number % 10}/خبر ${number}.txt`, articleText(number));
    const first = await runCommand(['ingest', folder], { env });
    expect(first.code).to.equal(0);
    expect(first.stdout).to.equal('1000 created, 0 updated, 0 unchanged, 0 refused\n');
    expect(first.stderr)
      .to.match(/\b0\/1000\b/)
      .and.to.match(/100% \| 1000\/1000/);
    expect(await column('select count(*) from items')).to.deep.equal([1000]);
    const second = await runCommand(['ingest', folder], { env });
    expect(second.stdout).to.equal('0 created, 0 updated, 1000 unchanged, 0 refused\n');
    expect(await column('select max(number) from revisions')).to.deep.equal([1000]);
  });

  it('takes files in the order in which people count: 2 before 10', async () => {
    for (const number of [10, 2, 1, 20]) put(`خبر ${number}.txt`, articleText(number));
    await runCommand(['ingest', folder], { env });
    expect(await titles()).to.deep.equal([1, 2, 10, 20].map(headline));
  });

  it('ends with 65 when files are refused, each in one line, and takes the others', async () => {
    put('سليم.txt', articleText(1));
    put('فارغ.txt', '\n');
    put('قديم.txt', Buffer.from([0xc7, 0xe1, 0x0a, 0xc7, 0xe1]));
    const { code, stdout, stderr } = await runCommand(['ingest', folder], { env });
    expect(code).to.equal(65);
    expect(stdout).to.equal('1 created, 0 updated, 0 unchanged, 2 refused\n');
    const lines = stderr.split('\n').filter((line) => line.includes(folder));
    expect(lines).to.have.length(2);
    expect(lines.find((line) => line.includes('فارغ.txt'))).to.match(/: empty_article: \p{Script=Arabic}/u);
    expect(lines.find((line) => line.includes('قديم.txt'))).to.match(/قديم\.txt:1: encoding_unknown: /);
    expect(await titles()).to.deep.equal([headline(1)]);
  });

  it('takes one file too, and follows no hidden one', async () => {
    put('واحد.txt', articleText(1));
    put('.خفي.txt', articleText(2));
    const one = await runCommand(['ingest', path.join(folder, 'واحد.txt')], { env });
    expect(one.stdout).to.match(/^1 created/);
    const all = await runCommand(['ingest', folder], { env });
    expect(all.stdout).to.equal('0 created, 0 updated, 1 unchanged, 0 refused\n');
  });

  it('counts the articles of a feed, and names each that is refused or like another', async () => {
    const text = 'قالت البلدية إن الجسر يفتتح يوم الأحد بعد عامين من العمل، وإن العبور فيه مجاني للجميع.';
    const entry = (number: number) => ({
      id: `https://agency.example/${number}`,
      title: `افتتاح جسر المشاة في المدينة ${number}`,
      text: number === 3 ? '…' : text,
    });
    put('وكالة.json', jsonFeed([{ ...entry(3), title: '' }, entry(2), entry(1)]));
    const { code, stdout, stderr } = await runCommand(['ingest', folder], { env });
    expect(code).to.equal(65);
    expect(stdout).to.equal('2 created, 0 updated, 0 unchanged, 1 refused\n');
    const lines = stderr.split('\n').filter((line) => line.includes(folder));
    expect(lines).to.have.length(2);
    expect(lines[0]).to.include('وكالة.json#https-agency.example-3-');
    expect(lines[1]).to.match(
      /#https-agency\.example-2-\w+: likely_update: .*«افتتاح جسر المشاة في المدينة 1».* tag:/,
    );
    const again = await runCommand(['ingest', folder], { env });
    expect(again.stdout).to.equal('0 created, 0 updated, 2 unchanged, 1 refused\n');
  });

  it('puts everything into the channel of --channel, and names the channels there are', async () => {
    put('sports/خبر.txt', articleText(1));
    const taken = await runCommand(['ingest', folder, '--channel', 'ar'], { env });
    expect(taken.code).to.equal(0);
    expect(await column('select channel_id from items')).to.deep.equal(['ar']);
    const { code, stderr } = await runCommand(['ingest', folder, '--channel', 'none'], { env });
    expect(code).to.equal(65);
    expect(stderr).to.equal('There is no channel none; there are: ar\n');
  });

  it('ends with 66 and one sentence when there is nothing under the name', async () => {
    const { code, stderr } = await runCommand(['ingest', path.join(folder, 'لا شيء')], { env });
    expect(code).to.equal(66);
    expect(stderr).to.match(/^\S.*ENOENT.*\n$/);
  });

  it('is seen by the readers of a running server within a second', async () => {
    const program = await startProgram({ databaseUrl });
    running.push(program);
    put('خبر.txt', articleText(1));
    await runCommand(['ingest', folder], { env });
    const begun = performance.now();
    await eventually('the article', async () => {
      const { text } = await request(`${program.url}/feed.xml`);
      return text.includes(headline(1)) ? true : undefined;
    });
    expect(performance.now() - begun).to.be.below(1000);
    expect(await program.stop()).to.equal(0);
  });

  it('doubles nothing when two of them and a server take overlapping folders at once', async function () {
    this.timeout(60_000);
    for (let number = 1; number <= 30; number += 1)
      put(`${number % 3}/خبر ${number}.txt`, articleText(number));
    const program = await startProgram({ databaseUrl, feedsDir: folder });
    running.push(program);
    for (let number = 31; number <= 45; number += 1)
      put(`${number % 3}/خبر ${number}.txt`, articleText(number));
    const taken = await Promise.all([
      runCommand(['ingest', folder], { env }),
      runCommand(['ingest', path.join(folder, '1')], { env }),
    ]);
    for (const { code, stderr } of taken) expect(code, stderr).to.equal(0);
    await eventually('all of them', async () => ((await titles()).length >= 45 ? true : undefined));
    expect(await program.stop()).to.equal(0);
    expect((await titles()).toSorted()).to.deep.equal(
      Array.from({ length: 45 }, (_, index) => headline(index + 1)).toSorted(),
    );
    expect(new Set(await column('select id from items')).size).to.equal(45);
    const numbers = await column("select number from revisions where channel_id = 'ar' order by number");
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1));
  });
});
