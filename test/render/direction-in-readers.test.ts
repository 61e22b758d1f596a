import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { type Browser, chromium, type Page } from 'playwright-core';
import { markedTitle } from '../../src/render/syndicated.ts';
import { escapeHtml } from '../../src/text/html.ts';
import { directionMarks } from '../../src/text/latin-runs.ts';

const executablePath = '/usr/bin/chromium';
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
];

/** How readers lay out a list of titles. */
const lists: Readonly<Record<string, (title: string) => string>> = {
  'a list from the left': (title) => `<ul dir="ltr"><li id="t">${title}</li></ul>`,
  'a list from the right': (title) => `<ul dir="rtl"><li id="t">${title}</li></ul>`,
  'dir=auto': (title) => `<ul><li id="t" dir="auto">${title}</li></ul>`,
};

const titles: Readonly<Record<string, string>> = {
  'Arabic letters alone': 'أمطار غزيرة على الساحل',
  'digits first': '15 قتيلا في حادث قطار',
  'Arabic digits first': '١٥ قتيلا في حادث قطار',
  'a quotation first': '«النوارس» تفوز بالكأس مرة ثانية',
  'a straight quotation mark first': '"النوارس" تفوز بالكأس مرة ثانية',
  'emoji first': '🔴 إغلاق الجسر بعد العاصفة',
  'a Latin name first': 'NovaSat تطلق قمرا جديدا للاتصالات',
  'an address first': 'https://example.org يعود إلى العمل اليوم',
  'a percentage first': '12% ارتفاع في صادرات الزيتون',
  'a hash first': '#عاجل إغلاق الميناء',
  'parentheses first': '(رويترز) الوزير يصل إلى العاصمة',
  'a Latin name inside': 'إطلاق هاتف iPhone جديد في المدينة',
  'a Latin name last': 'الأسعار ترتفع مع صعود Brent',
  'two Latin names': 'BBC و CNN تنقلان الحدث',
  'a percentage last': 'الصادرات ترتفع إلى 12%',
  'an exclamation mark last': 'إغلاق المدارس غدا!',
  'a question mark last': 'هل يعود القطار البحري؟',
  'a quotation last': 'الوزير: «لن نتراجع»',
};

describe('direction in readers, measured in Chromium', function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;

  before(async function () {
    if (!existsSync(executablePath)) {
      console.log(`      skipped: there is no browser at ${executablePath}`);
      this.skip();
    }
    browser = await chromium.launch({ executablePath, args });
    page = await browser.newPage({ viewport: { width: 1000, height: 400 } });
  });

  after(async () => {
    await browser?.close();
  });

  /** The kinds of titles that don't read from the right, word by word. */
  async function misread(list: keyof typeof lists, marks: 'auto' | 'embed'): Promise<readonly string[]> {
    const kinds: string[] = [];
    for (const [kind, title] of Object.entries(titles)) {
      await page.setContent(lists[list]!(escapeHtml(markedTitle({ title, direction: 'rtl' }, marks))));
      if ((await wordsFromTheRight(page, title)).join(' ') !== title) kinds.push(kind);
    }
    return kinds;
  }

  it('every title reads from the right in a list from the right and by dir=auto', async () => {
    expect(await misread('a list from the right', 'auto')).to.deep.equal([]);
    expect(await misread('dir=auto', 'auto')).to.deep.equal([]);
  });

  it('every title reads from the right in any list where the newsroom asks for embedding', async () => {
    for (const list of Object.keys(lists)) expect(await misread(list, 'embed'), list).to.deep.equal([]);
  });

  it('a list from the left turns round without it what is not Arabic at its ends or inside', async () => {
    const kinds = await misread('a list from the left', 'auto');
    expect(kinds).to.include.members(['a Latin name first', 'a Latin name inside', 'digits first']);
    expect(kinds).to.not.include('Arabic letters alone');
  });

  it('a title of another direction stays without marks', () => {
    for (const title of ['NovaSat launches a satellite', 'NovaSat launches قمر'])
      expect(markedTitle({ title, direction: 'ltr' })).to.equal(title);
    expect(markedTitle({ title: 'Nova Sat Global Communications قمر', direction: 'rtl' })).to.match(/^Nova/);
  });

  const texts: readonly (readonly [text: string, run: string])[] = [
    ['كُتب البرنامج بلغة C++ في عام واحد', 'C++'],
    ['كتب @nova_sat على صفحته', '@nova_sat'],
    ['تجد التقرير في https://example.org/a/ اليوم', 'https://example.org/a/'],
    ['صدر في U.S. قرار', 'U.S.'],
    ['منصة .NET مفتوحة', '.NET'],
  ];
  for (const [text, run] of texts)
    it(`${run} keeps its signs on their sides where it is marked, and only there`, async () => {
      const isFromLeft = async (html: string) => {
        await page.setContent(`<p dir="rtl" id="t">${html}</p>`);
        return signsFromTheLeft(page, run);
      };
      expect(await isFromLeft(withSpans(text))).to.equal(run);
      expect(await isFromLeft(escapeHtml(text))).to.not.equal(run);
    });

  it('a number stays by the Arabic word that it counts, after a marked name', async () => {
    const text = 'باعت Apple 15 مليون جهاز';
    await page.setContent(`<p dir="rtl" id="t">${withSpans(text)}</p>`);
    expect(await wordsFromTheRight(page, text)).to.deep.equal(text.split(' '));
    await page.setContent(`<p dir="rtl" id="t">${text}</p>`);
    expect(await wordsFromTheRight(page, text)).to.not.deep.equal(text.split(' '));
  });

  for (const text of [
    'انتشر COVID-19 في المدينة',
    'الخبر نقلته (Reuters) عن الوزير',
    'شبكة 5G الجديدة',
    'قالت BBC إن الجسر مغلق',
  ])
    it(`reads the same without a mark: ${text}`, async () => {
      await page.setContent(`<p dir="rtl" id="t">${escapeHtml(text)}</p>`);
      expect(directionMarks(text)).to.deep.equal([]);
      expect(await wordsFromTheRight(page, text)).to.deep.equal(text.split(' '));
      const [run] = /[A-Z0-9]+-?[A-Za-z0-9]*/.exec(text)!;
      expect(await signsFromTheLeft(page, run)).to.equal(run);
    });
});

function withSpans(text: string): string {
  let html = '';
  let position = 0;
  for (const { start, end } of directionMarks(text)) {
    html += `${escapeHtml(text.slice(position, start))}<span dir="ltr">${escapeHtml(text.slice(start, end))}</span>`;
    position = end;
  }
  return html + escapeHtml(text.slice(position));
}

/** The places of each piece of the text as it is shown, in pixels from the left. */
async function placesOf(
  page: Page,
  text: string,
  pieces: string,
): Promise<readonly (readonly [string, number])[]> {
  return page.evaluate(`(() => {
    const root = document.getElementById('t');
    const all = root.textContent;
    const offset = all.indexOf(${JSON.stringify(text)});
    const nodes = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), at = 0; node; at += node.data.length, node = walker.nextNode()) nodes.push([node, at]);
    const find = (at) => nodes.findLast(([, start]) => start <= at);
    return [...${JSON.stringify(text)}.matchAll(new RegExp(${JSON.stringify(pieces)}, 'gu'))].map((match) => {
      const range = document.createRange();
      const start = offset + match.index;
      const end = start + match[0].length;
      const [first, firstAt] = find(start);
      const [last, lastAt] = find(end - 1);
      range.setStart(first, start - firstAt);
      range.setEnd(last, end - lastAt);
      const box = range.getBoundingClientRect();
      return [match[0], (box.left + box.right) / 2];
    });
  })()`);
}

async function wordsFromTheRight(page: Page, text: string): Promise<readonly string[]> {
  const places = await placesOf(page, text, '\\S+');
  const last = await placesOf(page, text, '[!؟»%]$');
  const words = [...places].sort(([, one], [, other]) => other - one).map(([word]) => word);
  // A last sign must stand left of all words, not at the right edge of the line.
  const isAstray = last.some(([sign, at]) => sign !== '%' && places.some(([, word]) => word < at - 60));
  return isAstray ? ['astray'] : words;
}

async function signsFromTheLeft(page: Page, run: string): Promise<string> {
  const places = await placesOf(page, run, '.');
  return [...places]
    .sort(([, one], [, other]) => one - other)
    .map(([sign]) => sign)
    .join('');
}
