import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { articleText, headline } from '../support/articles.ts';
import { eventually } from '../support/eventually.ts';
import { type Program, type ProgramOptions, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';
import { getChild, listChildren, parseStrictXml } from '../support/strict-xml.ts';

interface JsonItem {
  readonly id: string;
  readonly title: string;
  readonly content_html: string;
}

describe('the inbox of the running program', () => {
  let program: Program;
  let numbers = 100;

  before(async () => {
    program = await startProgram();
  });

  after(() => program.stop());

  const nextNumber = () => {
    numbers += 1;
    return numbers;
  };
  const place = (name: string) => path.join(program.feedsDir, name);
  const put = (name: string, text: string | Uint8Array) => {
    mkdirSync(path.dirname(place(name)), { recursive: true });
    writeFileSync(place(name), text);
  };
  const items = async (): Promise<readonly JsonItem[]> =>
    (JSON.parse((await request(`${program.url}/feed.json`)).text) as { items: JsonItem[] }).items;
  const find = async (title: string) => (await items()).find((item) => item.title === title);
  const appears = (title: string) => eventually(`«${title}» in the feed`, () => find(title));
  const refusals = (name: string) =>
    program
      .output()
      .split('\n')
      .filter((line) => line.includes('"refused"'))
      .map((line) => JSON.parse(line) as { file: string; code: string; line?: number; reason: string })
      .filter(({ file }) => file === name);

  it('shows a file in all three feeds within a second of standing still', async () => {
    const number = nextNumber();
    const title = headline(number);
    put('ar/قياس.txt', articleText(number));
    const begun = performance.now();
    const shows = async (feed: string) => {
      const { text } = await request(`${program.url}/${feed}`);
      return text.includes(title) ? true : undefined;
    };
    await Promise.all(
      ['feed.xml', 'atom.xml', 'feed.json'].map((feed) => eventually(feed, () => shows(feed))),
    );
    expect(performance.now() - begun).to.be.below(1000);
    const rss = parseStrictXml((await request(`${program.url}/feed.xml`)).text);
    const guid = getChild(listChildren(getChild(rss, 'channel'), 'item')[0]!, 'guid').text;
    const atom = parseStrictXml((await request(`${program.url}/atom.xml`)).text);
    expect(getChild(listChildren(atom, 'entry')[0]!, 'id').text).to.equal(guid);
    expect((await items())[0]?.id).to.equal(guid);
  });

  it('shows a file that is written slowly once, and whole', async () => {
    const number = nextNumber();
    const bytes = Buffer.from(articleText(number), 'utf8');
    const before = (await items()).length;
    const handle = await open(place('بطيء.txt'), 'w');
    const shown = new Set<string>();
    let isWritten = false;
    // Beside the writing, which no answer may hold up: a file that stands still is taken.
    const reading = (async () => {
      while (!isWritten) {
        for (const { content_html } of await items())
          if (content_html.includes(`الحي رقم ${number}`)) shown.add(content_html);
        await delay(40);
      }
    })();
    for (let start = 0; start < bytes.length; start += 40) {
      await handle.write(bytes.subarray(start, start + 40));
      await delay(60);
    }
    await handle.close();
    isWritten = true;
    await reading;
    const { content_html } = await appears(headline(number));
    shown.add(content_html);
    await delay(400);
    expect([...shown]).to.deep.equal([content_html]);
    expect(content_html).to.include('الدعوة مفتوحة لجميع الأهالي.');
    expect(await items()).to.have.length(before + 1);
  });

  it('updates the same item when its file is replaced by a rename', async () => {
    const number = nextNumber();
    put('ar/تحديث.txt', articleText(number));
    const { id } = await appears(headline(number));
    put('ar/.تحديث.txt.new', articleText(number, 2));
    renameSync(place('ar/.تحديث.txt.new'), place('ar/تحديث.txt'));
    expect((await appears(`${headline(number)} للمرة 2`)).id).to.equal(id);
    expect(await find(headline(number))).to.equal(undefined);
  });

  it('follows a renamed file, and takes another story under its old name at once', async () => {
    const [number, other] = [nextNumber(), nextNumber()];
    put('ar/آخر الأخبار.txt', articleText(number));
    const { id } = await appears(headline(number));
    renameSync(place('ar/آخر الأخبار.txt'), place('ar/أرشيف أمس.txt'));
    put('ar/آخر الأخبار.txt', articleText(other));
    expect((await appears(headline(other))).id).not.to.equal(id);
    expect((await find(headline(number)))?.id).to.equal(id);
    put('ar/أرشيف أمس.txt', articleText(number, 2));
    expect((await appears(`${headline(number)} للمرة 2`)).id).to.equal(id);
  });

  it('follows a renamed file although a copy of it is given another story at once', async () => {
    const [number, other] = [nextNumber(), nextNumber()];
    put('ar/قالب.txt', articleText(number));
    const { id } = await appears(headline(number));
    put('ar/نسخة من قالب.txt', articleText(number));
    await delay(600);
    put('ar/نسخة من قالب.txt', articleText(other));
    renameSync(place('ar/قالب.txt'), place('ar/اقتصاد جديد.txt'));
    expect((await appears(headline(other))).id).not.to.equal(id);
    expect((await find(headline(number)))?.id).to.equal(id);
  });

  it('takes names in Arabic, with spaces, in folders that are made just then', async () => {
    const number = nextNumber();
    put('ar/ملفات خاصة/تشرين الثاني/يوم ٢٣/خبر أول، مع فاصلة.txt', articleText(number));
    await appears(headline(number));
  });

  it('takes what lies in no channel’s folder into the default channel', async () => {
    const number = nextNumber();
    put('بلا مجلد.txt', articleText(number));
    await appears(headline(number));
    expect((await request(`${program.url}/ar/feed.json`)).text).to.include(headline(number));
  });

  it('goes on when a folder is deleted and made again, and withdraws nothing', async () => {
    const [number, other] = [nextNumber(), nextNumber()];
    put('ar/مؤقت/أول.txt', articleText(number));
    const { id } = await appears(headline(number));
    rmSync(place('ar/مؤقت'), { recursive: true });
    await delay(200);
    put('ar/مؤقت/ثان.txt', articleText(other));
    await appears(headline(other));
    expect((await find(headline(number)))?.id).to.equal(id);
  });

  it('ignores hidden files and those that programs have not finished', async () => {
    const number = nextNumber();
    const names = [
      'ar/.خفي.txt',
      'ar/~$خبر.txt',
      'ar/خبر.txt~',
      'ar/خبر.txt.part',
      'ar/.git/خبر.txt',
      'ar/خبر.tmp',
    ];
    for (const name of names) put(name, articleText(number));
    const last = nextNumber();
    put('ar/ظاهر.txt', articleText(last));
    await appears(headline(last));
    expect(await find(headline(number))).to.equal(undefined);
    expect(names.flatMap(refusals)).to.deep.equal([]);
  });

  const bad: Record<string, { bytes: Uint8Array; code: string; line?: number }> = {
    'ليس UTF-8.txt': {
      bytes: Buffer.concat([Buffer.from('عنوان سليم\n\n'), Buffer.from([0xc7, 0xe1, 0xcd])]),
      code: 'encoding_unknown',
      line: 3,
    },
    'وورد.docx': { bytes: Buffer.from('PK\x03\x04word/document.xml', 'latin1'), code: 'document_damaged' },
    'فارغ.txt': { bytes: Buffer.from('\n \n'), code: 'empty_article' },
    'كبير.txt': { bytes: Buffer.alloc(2 * 1024 * 1024 + 1, 'خبر '), code: 'article_too_large' },
    'كبير.docx': {
      bytes: Buffer.alloc(10 * 1024 * 1024 + 1, 'PK\x03\x04', 'latin1'),
      code: 'document_too_large',
    },
  };
  for (const [name, { bytes, code, line }] of Object.entries(bad)) {
    it(`reports ${name} in one line, and takes it once it is mended`, async () => {
      // In one go: on a busy machine megabytes stand still halfway, and are refused once for each half.
      put(`ar/${name}.part`, bytes);
      renameSync(place(`ar/${name}.part`), place(`ar/${name}`));
      const [refused] = await eventually(`a line about ${name}`, async () => {
        const found = refusals(`ar/${name}`);
        return found.length > 0 ? found : undefined;
      });
      expect(refused).to.include({ file: `ar/${name}`, code });
      expect(refused?.line).to.equal(line);
      expect(refused?.reason).to.match(/\p{Script=Arabic}/u);
      await delay(500);
      expect(refusals(`ar/${name}`)).to.have.length(1);
      if (name.endsWith('.docx')) return;
      const number = nextNumber();
      put(`ar/${name}`, articleText(number));
      await appears(headline(number));
    });
  }
});

describe('the inbox at the start of the program', () => {
  const running: Program[] = [];
  const start = async (options: ProgramOptions = {}) => {
    const program = await startProgram(options);
    running.push(program);
    return program;
  };

  // A test that fails must not leave a program behind, which would keep the runner alive.
  afterEach(async () => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
  });

  it('waits for a file that is being written', async () => {
    const feedsDir = path.join(temporaryFolder(), 'feeds');
    mkdirSync(path.join(feedsDir, 'ar'), { recursive: true });
    const file = path.join(feedsDir, 'ar/طويل.txt');
    const text = articleText(5);
    let written = 0;
    writeFileSync(file, '');
    const writing = setInterval(() => {
      appendFileSync(file, text.slice(written, written + 4));
      written += 4;
      if (written >= text.length) clearInterval(writing);
    }, 40);
    const program = await start({ feedsDir });
    const shown = new Set<string>();
    await eventually('the whole article', async () => {
      const { items } = JSON.parse((await request(`${program.url}/feed.json`)).text) as { items: JsonItem[] };
      for (const { content_html } of items) shown.add(content_html);
      return items.some(({ content_html }) => content_html.includes('لجميع الأهالي.')) ? true : undefined;
    });
    expect(shown.size).to.equal(1);
    expect(program.output()).not.to.include('refused');
    expect(await program.stop()).to.equal(0);
  });

  it('is left within 5 s with 0 when SIGTERM comes while articles are under way', async () => {
    const program = await start();
    for (let number = 0; number < 80; number += 1) {
      writeFileSync(path.join(program.feedsDir, `خبر ${number}.txt`), articleText(number));
    }
    await eventually('the first of them', async () =>
      program.output().includes('"created"') ? true : undefined,
    );
    const begun = performance.now();
    expect(await program.stop()).to.equal(0);
    expect(performance.now() - begun).to.be.below(5000);
    expect(program.output())
      .to.include('stopping')
      .and.not.to.match(/"level":50/);
    const again = await start({ feedsDir: program.feedsDir, databaseUrl: program.databaseUrl });
    const { items } = JSON.parse((await request(`${again.url}/feed.json`)).text) as { items: JsonItem[] };
    expect(new Set(items.map(({ title }) => title)).size).to.equal(50);
    await again.stop();
  });
});
