import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { cleanEnvironment, projectRoot, runCommand, temporaryFolder } from '../support/program.ts';
import { paragraph, run, wordDocument } from '../support/word-document.ts';

const text = 'افتتاح مكتبة عامة في الزهراء\n\nارتفع عدد القراء بنسبة8% هذا العام.\n';

describe('nashra check', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder, 'مكتبة.txt');
    writeFileSync(file, text);
  });

  it('reports in Arabic without colour or isolates into a pipe, and in colour when told to', async () => {
    const { code, stdout } = await runCommand(['check', file], { env: { LANG: 'ar_EG.UTF-8' } });
    expect(code).to.equal(0);
    expect(stdout).to.match(/^مقبول\nالعنوان: افتتاح مكتبة عامة في الزهراء\n/);
    expect(stdout).to.not.match(/[\u001b\u2066-\u2069]/);
    expect((await runCommand(['check', file, '--color'])).stdout).to.include('\u001b[32m');
    expect((await runCommand(['check', file], { env: { FORCE_COLOR: '1' } })).stdout).to.include(
      '\u001b[32m',
    );
    const both = await runCommand(['check', file, '--no-color'], { env: { FORCE_COLOR: '1' } });
    expect(both.stdout).to.not.include('\u001b');
  });

  it('ends as it would when nobody reads what it writes any longer', async () => {
    const child = spawn(process.execPath, [path.join(projectRoot, 'dist/main.js'), 'check', file], {
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString('utf8');
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, complaint }).to.deep.equal({ code: 0, complaint: '' });
  });

  it('writes the page beside the report, and beside JSON without a word', async () => {
    const page = path.join(folder, 'page.html');
    const { code, stdout } = await runCommand(['check', file, '--html', page]);
    expect(code).to.equal(0);
    expect(stdout).to.match(/كُتبت الصفحة: .*page\.html\n$/);
    expect(readFileSync(page, 'utf8')).to.include('<title>فحص خبر: مكتبة.txt</title>');
    const json = await runCommand(['check', file, '--json', '--html', page]);
    expect(JSON.parse(json.stdout)).to.include({ status: 'accepted', title: 'افتتاح مكتبة عامة في الزهراء' });
  });

  it('reports on each article of a feed', async () => {
    const feed = path.join(folder, 'خلاصة.xml');
    const item = (id: string, title: string) =>
      `<item><guid>${id}</guid><title>${title}</title><description>ارتفع عدد القراء هذا العام.</description></item>`;
    writeFileSync(
      feed,
      `<rss version="2.0"><channel><title>أخبار</title>${item('2', 'قاعة للأطفال في المكتبة العامة')}${item('1', 'افتتاح مكتبة عامة في الزهراء')}</channel></rss>`,
    );
    const { code, stdout } = await runCommand(['check', feed, '--json']);
    expect(code).to.equal(0);
    const { status, format, articles } = JSON.parse(stdout) as Record<string, unknown>;
    expect([status, format]).to.deep.equal(['accepted', 'json-feed-item']);
    expect((articles as { title: string }[]).map(({ title }) => title)).to.deep.equal([
      'افتتاح مكتبة عامة في الزهراء',
      'قاعة للأطفال في المكتبة العامة',
    ]);
    expect((await runCommand(['check', feed])).stdout).to.include('قاعة للأطفال في المكتبة العامة');
    writeFileSync(feed, '<rss version="2.0"><channel><title>أخبار</title>');
    const refused = await runCommand(['check', feed, '--json']);
    expect(refused.code).to.equal(65);
    expect(JSON.parse(refused.stdout)).to.deep.include({
      status: 'refused',
      reason: { code: 'feed_malformed', message: 'الخلاصة غير سليمة أو مبتورة، فلم يُؤخذ منها شيء.', line: 1 },
    });
  });

  it('writes the page of a refused article too', async () => {
    const page = path.join(folder, 'page.html');
    const { code, stdout } = await runCommand(['check', '-', '--html', page], { input: ' \n' });
    expect(code).to.equal(65);
    expect(stdout).to.match(/^مرفوض: /);
    expect(readFileSync(page, 'utf8')).to.include('empty_article');
  });

  it('takes less than 300 MB in all, whatever the file holds', async () => {
    const entry = (id: number) =>
      `<item><guid>${id}</guid><description>${'ارتفع عدد القراء هذا العام. '.repeat(17_000)}</description></item>`;
    const feed = [1, 2, 3, 4, 5, 6, 7, 8].map(entry).join('');
    const giants: readonly (readonly [name: string, bytes: string | Uint8Array])[] = [
      ['خلاصة.xml', `<rss version="2.0"><channel>${feed}</channel></rss>`],
      ['كتاب.docx', wordDocument(paragraph(run('كلمة '.repeat(800_000))))],
      ['أعماق.json', `{"content_text":"خبر","x":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`],
    ];
    const tells = 'process.on("exit", () => console.error(process.resourceUsage().maxRSS))';
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tells)}` };
    const peaks = giants.map(async ([name, bytes]) => {
      writeFileSync(path.join(folder, name), bytes);
      return (await runCommand(['check', path.join(folder, name), '--json'], { env })).stderr;
    });
    for (const peakKib of await Promise.all(peaks))
      expect(Number(peakKib) * 1024).to.be.within(1, 300_000_000);
  });

  it('never writes over the article, and ends with 73 where it cannot write', async () => {
    expect((await runCommand(['check', file, '--html', file])).code).to.equal(73);
    expect(readFileSync(file, 'utf8')).to.equal(text);
    expect((await runCommand(['check', file, '--html', path.join(folder, 'none/page.html')])).code).to.equal(
      73,
    );
  });
});
