import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { articleText, headline } from '../support/articles.ts';
import { createDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { jpegFile, pngFile } from '../support/media-files.ts';
import { type Program, runCommand, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';

interface JsonItem {
  readonly id: string;
  readonly title: string;
  readonly content_html: string;
  readonly image?: string;
  readonly attachments?: readonly { url: string; mime_type: string; size_in_bytes: number }[];
}

describe('pictures beside articles in the inbox', () => {
  let program: Program;
  let numbers = 700;

  before(async () => {
    program = await startProgram();
  });
  after(() => program.stop());

  const nextNumber = () => {
    numbers += 1;
    return numbers;
  };
  const place = (name: string) => path.join(program.feedsDir, name);
  const put = (name: string, content: string | Uint8Array) => {
    mkdirSync(path.dirname(place(name)), { recursive: true });
    writeFileSync(place(name), content);
  };
  const find = async (number: number) => {
    const { text } = await request(`${program.url}/feed.json`);
    return (JSON.parse(text) as { items: JsonItem[] }).items.find(({ title }) => title === headline(number));
  };
  const appears = (number: number) => eventually(headline(number), () => find(number));
  const sizes = (item: JsonItem | undefined) => (item?.attachments ?? []).map((one) => one.size_in_bytes);
  const shows = (number: number, ...pictures: readonly Uint8Array[]) =>
    eventually(`${pictures.length} pictures of ${number}`, async () => {
      const item = await find(number);
      const isThere = JSON.stringify(sizes(item)) === JSON.stringify(pictures.map(({ length }) => length));
      return isThere ? item : undefined;
    });
  const logged = (file: string) =>
    program
      .output()
      .split('\n')
      .filter((line) => line.includes(`"${file}"`));

  it('come with the article, from the first moment, by its name and by numbers', async () => {
    const number = nextNumber();
    const pictures = [pngFile(4, 3, 'a'), jpegFile(4, 3), pngFile(4, 3, 'bcd')] as const;
    put('ar/افتتاح-10.PNG', pictures[2]);
    put('ar/افتتاح.png', pictures[0]);
    put('ar/افتتاح-2.jpg', pictures[1]);
    put('ar/افتتاح.txt', articleText(number));
    const item = await appears(number);
    expect(sizes(item)).to.deep.equal(pictures.map(({ length }) => length));
    expect(item.image).to.equal(item.attachments?.[0]?.url);
    expect(item.content_html.match(/<img /g)).to.have.length(3);
    const { bytes, headers } = await request(item.image!);
    expect(bytes.equals(pictures[0])).to.equal(true);
    expect(headers['content-type']).to.equal('image/png');
  });

  it('update the item within a second when they come later, and when they change', async () => {
    const number = nextNumber();
    put('ar/لاحقة.txt', articleText(number));
    const { id } = await appears(number);
    for (const picture of [pngFile(5, 5), pngFile(6, 6, 'changed')]) {
      put('ar/لاحقة.png', picture);
      const begun = performance.now();
      expect((await shows(number, picture)).id).to.equal(id);
      expect(performance.now() - begun).to.be.below(1000);
    }
  });

  it('are found by the names that stand in the article, now and when they come later', async () => {
    const number = nextNumber();
    const named = articleText(number).replace('\n\n', '\nالصورة: صور/مراسم الافتتاح.jpg، لقطة.png\n\n');
    put('ar/مسماة.txt', named);
    await appears(number);
    const line = await eventually('the warning', async () =>
      logged('ar/مسماة.txt').find((one) => one.includes('media_missing')),
    );
    expect((JSON.parse(line) as { reason: string }).reason).to.include('«صور/مراسم الافتتاح.jpg»');
    put('ar/صور/مراسم الافتتاح.jpg', jpegFile(3, 2));
    await shows(number, jpegFile(3, 2));
    put('ar/لقطة.png', pngFile(3, 2));
    await shows(number, jpegFile(3, 2), pngFile(3, 2));
    expect(logged('ar/لقطة.png')).to.deep.equal([]);
  });

  it('may be all that stands under a headline, which is its own text until they come', async () => {
    const number = nextNumber();
    put('ar/لقطة اليوم.md', `# ${headline(number)}\n\n![](لقطة-اليوم.png)\n`);
    expect((await appears(number)).content_html).to.include(`<p>${headline(number)}</p>`);
    put('ar/لقطة-اليوم.png', pngFile(4, 4));
    const item = await shows(number, pngFile(4, 4));
    expect(item.content_html).to.match(/^<div[^>]*><figure><img [^>]*><\/figure><\/div>$/);
  });

  it('wait for their article, which is said once, and are no articles', async () => {
    const number = nextNumber();
    const picture = pngFile(7, 7);
    put('ar/سابقة.png', picture);
    await eventually('a line in the log', async () => (logged('ar/سابقة.png').length > 0 ? true : undefined));
    put('ar/سابقة.txt', articleText(number));
    await shows(number, picture);
    expect(logged('ar/سابقة.png')).to.have.length(1);
    expect(logged('ar/سابقة.png')[0]).to.include('waits for an article');
  });

  it('stay with the item when they are deleted, and when the article is edited then', async () => {
    const number = nextNumber();
    const picture = pngFile(8, 8);
    put('ar/باقية.png', picture);
    put('ar/باقية.txt', articleText(number));
    await shows(number, picture);
    rmSync(place('ar/باقية.png'));
    put('ar/باقية.txt', articleText(number).replace('أسبوعين', 'ثلاثة أسابيع'));
    await eventually('the edit', async () =>
      (await find(number))?.content_html.includes('ثلاثة أسابيع') ? true : undefined,
    );
    const item = await shows(number, picture);
    expect((await request(item.image!)).status).to.equal(200);
  });

  it('are nowhere any more when another has taken their place', async () => {
    const number = nextNumber();
    put('ar/مبدلة.png', pngFile(9, 9));
    put('ar/مبدلة.txt', articleText(number));
    const { image } = await shows(number, pngFile(9, 9));
    put('ar/مبدلة.png', pngFile(9, 9, 'other'));
    await shows(number, pngFile(9, 9, 'other'));
    expect((await request(image!)).status).to.equal(404);
  });

  it('are found whether their names are composed or not', async () => {
    const number = nextNumber();
    const picture = pngFile(10, 10);
    put(`ar/${'أزمة'.normalize('NFD')}.jpg`, picture);
    put(`ar/${'أزمة'.normalize('NFC')}.txt`, articleText(number));
    expect((await shows(number, picture)).attachments?.[0]?.mime_type).to.equal('image/png');
  });

  it('are another story’s where there is one of that name', async () => {
    const [number, other] = [nextNumber(), nextNumber()];
    put('ar/قمة-2.png', pngFile(11, 11));
    put('ar/قمة.txt', articleText(number));
    put('ar/قمة-2.txt', articleText(other));
    await shows(other, pngFile(11, 11));
    expect(sizes(await appears(number))).to.deep.equal([]);
  });

  it('are never taken through a link', async () => {
    const number = nextNumber();
    const elsewhere = path.join(temporaryFolder(), 'secret.png');
    writeFileSync(elsewhere, pngFile(12, 12));
    symlinkSync(elsewhere, place('ar/رابط.png'));
    put('ar/رابط.txt', articleText(number));
    await appears(number);
    await delay(600);
    expect(sizes(await find(number))).to.deep.equal([]);
  });

  it('do not keep an article from being published when they are none', async () => {
    const number = nextNumber();
    put('ar/زائفة.jpg', '<!doctype html><script>alert(1)</script>');
    put('ar/زائفة.txt', articleText(number));
    expect(sizes(await appears(number))).to.deep.equal([]);
    const line = await eventually('the warning', async () =>
      logged('ar/زائفة.txt').find((one) => one.includes('media_unsupported')),
    );
    expect(JSON.parse(line)).to.include({ code: 'media_unsupported' });
  });

  it('are shown whole when they are written slowly', async () => {
    const number = nextNumber();
    const picture = pngFile(300, 300, 'x'.repeat(4000));
    put('ar/بطيئة.txt', articleText(number));
    await appears(number);
    for (let end = 500; end < picture.length + 500; end += 500) {
      writeFileSync(place('ar/بطيئة.png'), picture.subarray(0, end));
      await delay(60);
      expect(sizes(await find(number))).to.deep.equal([]);
    }
    await shows(number, picture);
  });

  it('follow an article that moves with them', async () => {
    const number = nextNumber();
    put('ar/مجلد/رحلة.txt', articleText(number));
    put('ar/مجلد/رحلة.png', pngFile(13, 13));
    const { id } = await shows(number, pngFile(13, 13));
    renameSync(place('ar/مجلد'), place('ar/أرشيف'));
    await delay(800);
    put('ar/أرشيف/رحلة.png', pngFile(13, 13, 'new'));
    expect((await shows(number, pngFile(13, 13, 'new'))).id).to.equal(id);
  });

  it('are found by what the program remembers when they change while it is down', async () => {
    const number = nextNumber();
    const folder = temporaryFolder();
    const options = { feedsDir: path.join(folder, 'feeds'), databaseUrl: await createDatabase() };
    mkdirSync(path.join(options.feedsDir, 'ar'), { recursive: true });
    writeFileSync(path.join(options.feedsDir, 'ar/ليل.txt'), articleText(number));
    writeFileSync(path.join(options.feedsDir, 'ar/ليل.png'), pngFile(2, 2));
    await (await startProgram(options)).stop();
    writeFileSync(path.join(options.feedsDir, 'ar/ليل.png'), pngFile(2, 2, 'later'));
    const again = await startProgram(options);
    try {
      const { text } = await request(`${again.url}/feed.json`);
      const [item] = (JSON.parse(text) as { items: JsonItem[] }).items;
      expect(sizes(item)).to.deep.equal([pngFile(2, 2, 'later').length]);
    } finally {
      await again.stop();
    }
  });
});

describe('nashra ingest', () => {
  it('takes pictures with their articles, and names those without one', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'feeds/ar'), { recursive: true });
    writeFileSync(path.join(folder, 'feeds/ar/خبر.txt'), articleText(1));
    writeFileSync(path.join(folder, 'feeds/ar/خبر.png'), pngFile(2, 2));
    writeFileSync(path.join(folder, 'feeds/ar/وحيدة.png'), pngFile(2, 2));
    const env = {
      FEEDS_DIR: path.join(folder, 'feeds'),
      DATABASE_URL: await createDatabase(),
    };
    const { code, stdout, stderr } = await runCommand(['ingest', path.join(folder, 'feeds')], { env });
    expect(stdout).to.equal('1 created, 0 updated, 0 unchanged, 0 refused\n');
    expect(stderr).to.include('وحيدة.png: no article has it');
    expect(stderr).not.to.include('خبر.png: no');
    expect(code).to.equal(0);
  });
});
