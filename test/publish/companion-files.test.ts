import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { openCompanionFiles } from '../../src/publish/companion-files.ts';
import { pngFile } from '../support/media-files.ts';
import { temporaryFolder } from '../support/program.ts';

describe('the files beside an article', () => {
  const inbox = path.join(temporaryFolder(), 'feeds');
  const outside = path.join(inbox, '..', 'سري.png');
  const files = openCompanionFiles(inbox, async () => true);
  const beside = files.of(path.join(inbox, 'ar/خبر.txt'));
  const put = (name: string) => {
    mkdirSync(path.dirname(path.join(inbox, name)), { recursive: true });
    writeFileSync(path.join(inbox, name), pngFile(1, 1));
  };

  before(() => {
    for (const name of [
      'ar/خبر.txt',
      'ar/خبر.PNG',
      'ar/خبر-1.jpg',
      'ar/خبر-٢.jpg',
      'ar/خبر-10.jpg',
      'ar/خبر آخر.jpg',
      'ar/خبر-ب.jpg',
      'ar/صور/مراسم الافتتاح.jpg',
      'ar/صور/100%.jpg',
      'ar/صور/ساعة 12:30%20.jpg',
      'ar/.خفي/صورة.jpg',
      'ar/.صورة.jpg',
      'ar/مجلد.jpg/صورة.png',
      'en/other.png',
    ])
      put(name);
    writeFileSync(outside, pngFile(1, 1));
    symlinkSync(outside, path.join(inbox, 'ar/رابط.png'));
    symlinkSync(path.join(inbox, 'en'), path.join(inbox, 'ar/مجلد مرتبط'));
  });

  it('are its own by its name, in the order of their numbers', async () => {
    expect(await beside.list()).to.deep.equal(['خبر.PNG', 'خبر-1.jpg', 'خبر-٢.jpg', 'خبر-10.jpg']);
  });

  it('know their article', async () => {
    const owners = (name: string) => files.listOwners(path.join(inbox, 'ar', name));
    expect(await owners('خبر-٢.jpg')).to.deep.equal([path.join(inbox, 'ar/خبر.txt')]);
    expect(await owners('خبر آخر.jpg')).to.deep.equal([]);
  });

  const found: readonly [string, string][] = [
    ['صور/مراسم الافتتاح.jpg', 'ar/صور/مراسم الافتتاح.jpg'],
    ['./صور/مراسم الافتتاح.JPG', 'ar/صور/مراسم الافتتاح.jpg'],
    ['صور\\مراسم الافتتاح.jpg', 'ar/صور/مراسم الافتتاح.jpg'],
    [encodeURI('صور/مراسم الافتتاح.jpg'), 'ar/صور/مراسم الافتتاح.jpg'],
    ['صور/100%.jpg', 'ar/صور/100%.jpg'],
    ['صور/ساعة 12:30%20.jpg', 'ar/صور/ساعة 12:30%20.jpg'],
    ['خبر.png'.normalize('NFD'), 'ar/خبر.png'],
  ];
  for (const [name, expected] of found) {
    it(`are found by ${name}`, async () => {
      const companion = await beside.find(name);
      expect(companion?.path).to.equal(expected);
      expect(companion?.state).to.be.a('string');
      expect(await companion?.read()).to.have.length(pngFile(1, 1).length);
    });
  }

  for (const name of [
    '../en/other.png',
    '..%2fen/other.png',
    'صور/../../en/other.png',
    '..\\en\\other.png',
    '/etc/passwd',
    'C:\\pictures\\a.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    '.صورة.jpg',
    '.خفي/صورة.jpg',
    'صورة\0.jpg',
    '',
    '.',
    '..',
    '//host/a.png',
  ]) {
    it(`are not looked for under ${JSON.stringify(name)}`, async () => {
      expect(await beside.find(name)).to.equal(undefined);
    });
  }

  for (const name of ['رابط.png', 'مجلد مرتبط/other.png', 'مجلد.jpg', 'ليست هنا.png', 'خبر.txt/صورة.png']) {
    it(`are not there under ${name}, through no link and in no folder`, async () => {
      const companion = await beside.find(name);
      expect(companion?.state).to.equal(undefined);
      expect(await companion?.read()).to.equal(undefined);
    });
  }
});
