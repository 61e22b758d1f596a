import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { createDatabase } from '../support/database.ts';
import { runCommand, temporaryFolder } from '../support/program.ts';
import { storyText } from '../support/stories.ts';

interface Listed {
  readonly key: string;
  readonly state: string;
  readonly title: string;
  readonly publishAt: string | null;
  readonly updatedAt: string | null;
}

describe('the commands about stories', function () {
  this.timeout(240_000);
  let folder: string;
  let feedsDir: string;
  let databaseUrl: string;
  const bridge = 'افتتاح الجسر الجديد على النهر';
  const harvest = 'موسم الحصاد يبدأ في الوادي';

  before(async () => {
    folder = temporaryFolder();
    feedsDir = path.join(folder, 'feeds');
    databaseUrl = await createDatabase();
    mkdirSync(path.join(feedsDir, 'ar'), { recursive: true });
    put('ar/1.txt', storyText(bridge));
    put('ar/2.txt', storyText(harvest, { fields: ['موعد النشر: 2099-01-01 09:00'] }));
    expect((await command('ingest', feedsDir)).stdout).to.equal(
      '1 created, 0 updated, 1 scheduled, 0 unchanged, 0 refused\n',
    );
  });

  const put = (name: string, text: string) => writeFileSync(path.join(feedsDir, name), text);
  const command = (...args: readonly string[]) =>
    runCommand(args, {
      cwd: folder,
      env: { FEEDS_DIR: feedsDir, DATABASE_URL: databaseUrl },
    });
  const listed = async (...args: readonly string[]) =>
    JSON.parse((await command('list', '--json', ...args)).stdout) as readonly Listed[];

  it('list what changed last, all of it or of one state, for programs and for people', async () => {
    expect((await listed()).map(({ title, state }) => [title, state])).to.deep.equal([
      [harvest, 'scheduled'],
      [bridge, 'published'],
    ]);
    const [waiting, ...more] = await listed('--channel', 'ar', '--state', 'scheduled', '--limit', '1');
    expect(more).to.deep.equal([]);
    expect(waiting).to.include({ publishAt: '2099-01-01T07:00:00.000Z', updatedAt: null });
    const { stdout } = await command('list', '--state', 'scheduled');
    expect(stdout).to.equal(`${waiting?.key}  scheduled  2099-01-01 09:00:00  ${harvest}\n`);
  });

  it('end with 64 for a state that there is not, with 65 for what is not there', async () => {
    expect((await command('list', '--state', 'lost')).code).to.equal(64);
    const channel = await command('list', '--channel', 'xx');
    expect(channel).to.deep.include({ code: 65, stdout: '' });
    const unknown = await command('show', 'ar/لا شيء.txt');
    expect(unknown.code).to.equal(65);
    expect(unknown.stderr).to.match(/^لا مادة بهذا الاسم: [^\n]+\n$/);
    const unread = await command('schedule', 'ar/2.txt', '--publish', 'غدا أو بعده');
    expect(unread.code).to.equal(65);
    expect(unread.stderr).to.include('«غدا أو بعده»');
  });

  it('take a new text in without telling readers', async () => {
    const [was] = await listed('--state', 'published');
    put('ar/1.txt', storyText(bridge, { ending: 'وقال المنظمون إن الدعوة عامّة للجميع.' }));
    const { stdout } = await command('ingest', '--silent', feedsDir);
    expect(stdout).to.equal('0 created, 1 updated, 1 unchanged, 0 refused\n');
    const [is] = await listed('--state', 'published');
    expect(is).to.deep.equal(was);
    expect((await command('history', 'feeds/ar/1.txt')).stdout).to.include('تعديل صامت [fix]\n');
  });

  it('take a file in for a time to come, and give it another', async () => {
    const file = path.join(folder, 'لاحق.txt');
    writeFileSync(file, storyText('سباق القوارب الصغيرة في الميناء'));
    const first = await command('schedule', file, '--publish', '2099-02-01 10:00');
    expect(first.stdout).to.include('تنتظر موعدها [scheduled]').and.to.include('2099-02-01 10:00:00');
    const again = ['--publish', '2099-03-01T08:00:00Z', '--expires', '1 أبريل 2099'];
    const second = await command('schedule', 'لاحق.txt', ...again);
    expect(second.stdout).to.include('2099-03-01 10:00:00').and.to.include('2099-04-01 00:00:00');
    expect(await listed('--state', 'scheduled')).to.have.length(2);
  });

  it('withdraw what nobody has seen without a trace, and say so', async () => {
    const { code, stdout } = await command('withdraw', 'ar/2.txt', '--reason', 'أُرسل خطأً');
    expect(code).to.equal(0);
    expect(stdout).to.include('لم تكن منشورة').and.not.to.include('deleted-entry');
  });

  it('withdraw with a receipt for people', async () => {
    const { code, stdout } = await command('withdraw', 'ar/1.txt', '--reason', 'طلب من المصدر');
    expect(code).to.equal(0);
    const lines = stdout.split('\n');
    expect(lines[0]).to.equal(`سُحبت المادة: ${bridge}`);
    const at = lines.indexOf('  http://localhost:3000/feed.xml');
    expect(lines[at + 1]).to.match(/^ {4}ETag "[\w-]+" → "[\w-]+"$/);
    expect(stdout).to.include('<at:comment>طلب من المصدر</at:comment>');
    expect(stdout).to.include('فلم يوجد إلا في شاهد الحذف');
  });
});
