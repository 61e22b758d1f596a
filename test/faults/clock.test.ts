import { writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { type FakeClock, openFakeClock } from '../support/fake-clock.ts';
import { localTime } from '../support/local-time.ts';
import { type Program, startProgram, temporaryFolder } from '../support/program.ts';
import { type Answer, request } from '../support/request.ts';
import { storyText } from '../support/stories.ts';

const day = 24 * 3600;
const embargoed = 'افتتاح الجسر الجديد';

describe('a clock that is set while the program runs', function () {
  this.timeout(120_000);
  let clock: FakeClock;
  let program: Program;
  let databaseFile: string;

  before(async function () {
    const found = openFakeClock();
    if (found === undefined) {
      process.stdout.write('    faketime is not installed, so no clock is set\n');
      this.skip();
    }
    clock = found;
    databaseFile = path.join(temporaryFolder(), 'nashra.sqlite');
    program = await startProgram({ databaseUrl: `sqlite:${databaseFile}`, env: clock.env });
  });

  after(async () => void (await program?.stop()));

  const drop = (name: string, text: string) =>
    writeFileSync(path.join(program.feedsDir, `${name}.txt`), text);
  const feedWith = (isEnough: (answer: Answer) => boolean) =>
    eventually('such a feed', async () => {
      const answer = await request(`${program.url}/feed.xml`);
      return isEnough(answer) ? answer : undefined;
    });
  const has = (headline: string) => (answer: Answer) => answer.text.includes(headline);
  const publish = async (headline: string) => {
    drop(headline, storyText(headline));
    return feedWith(has(headline));
  };
  const modifiedOf = ({ headers }: Answer) => headers['last-modified'];
  /** RFC 9110 §8.8.2.1: no later than the answer's own Date. */
  const isHonest = (answer: Answer) => {
    const modified = modifiedOf(answer);
    return modified === undefined || Date.parse(modified) <= Date.parse(String(answer.headers.date));
  };
  const log = () => {
    const database = new SqliteDatabase(databaseFile, { readonly: true });
    const rows = database.prepare('select at, kind, item_key as item from revisions order by number').all();
    database.close();
    return rows as { at: number; kind: string; item: string | null }[];
  };

  it('back by an hour publishes on, in order, with no date of the future', async () => {
    await publish('وصول القطار الأول');
    await feedWith((answer) => modifiedOf(answer) !== undefined);
    drop(
      'محظور',
      storyText(embargoed, { fields: [`موعد النشر: ${localTime(Date.now() + 30 * day * 1000)}`] }),
    );
    clock.set(-3600);
    const again = await feedWith((answer) => modifiedOf(answer) === undefined);
    const held = { 'if-none-match': String(again.headers.etag) };
    expect((await request(`${program.url}/feed.xml`, { headers: held })).status).to.equal(304);
    const second = await publish('وصول القطار الثاني');
    expect(isHonest(second), modifiedOf(second)).to.equal(true);
    const times = log().map(({ at }) => at);
    expect(times).to.deep.equal(times.toSorted((one, other) => one - other));
    await eventually('word of it in the log', async () =>
      /"jumpSeconds":-3[56]\d\d.*the clock of the machine was set/.test(program.output()) ? true : undefined,
    );
  });

  it('a year ahead and back releases an embargo once, and dates what comes after by the clock again', async () => {
    clock.set(400 * day);
    await feedWith(has(embargoed));
    // Node keeps its own Date for up to a second.
    const ahead = await feedWith((answer) => modifiedOf(answer) !== undefined && isHonest(answer));
    clock.set(0);
    await feedWith((answer) => modifiedOf(answer) === undefined);
    await publish('وصول القطار الثالث');
    const dated = await feedWith((answer) => modifiedOf(answer) !== undefined && isHonest(answer));
    expect(Math.abs(log().at(-1)!.at - Date.now())).to.be.below(60_000);
    // Who was there while the clock was wrong holds a date of next year.
    const held = { 'if-modified-since': String(modifiedOf(ahead)) };
    expect((await request(`${program.url}/feed.xml`, { headers: held })).status).to.equal(200);
    const now = { 'if-modified-since': String(modifiedOf(dated)) };
    expect((await request(`${program.url}/feed.xml`, { headers: now })).status).to.equal(304);
    expect(dated.text.split(`<title>${embargoed}</title>`)).to.have.length(2);
    const items = log().flatMap(({ kind, item }) => (kind === 'publish' && item !== null ? [item] : []));
    expect(new Set(items).size).to.equal(items.length);
    expect((await request(`${program.url}/health`)).status).to.equal(200);
  });
});
