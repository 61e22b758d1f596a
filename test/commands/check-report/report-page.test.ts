import { existsSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type Browser, chromium } from 'playwright-core';
import { renderReportPage } from '../../../src/commands/check-report/report-page.ts';
import { reportStyle } from '../../../src/commands/check-report/report-style.ts';
import { arabicChannel, englishChannel } from '../../support/arabic-channel.ts';
import { arabicText } from '../../support/arabic-text.ts';
import { formatReports, hostile, library, outcomeOf, renderAll, satellite } from './reports.ts';

type Element = DefaultTreeAdapterTypes.Element;

const executablePath = '/usr/bin/chromium';
const pageOf = async (...texts: readonly string[]) =>
  renderReportPage(
    renderAll(await Promise.all(texts.map((text) => outcomeOf(text)))),
    arabicChannel,
    'خبر.txt',
  );

function elementsOf(html: string): readonly Element[] {
  const walk = (node: DefaultTreeAdapterTypes.Node): Element[] => [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(walk) : []),
  ];
  return walk(parse(html));
}

describe('renderReportPage', () => {
  it('shows the original beside the text of now, with every change marked and numbered by its rule', async () => {
    const page = await pageOf(`${library}\n\nأعلنت الـــوزارة ذلك.`);
    expect(page).to.match(/بنسبة<ins title="كلمة فُصلت عن رقم">␣<\/ins><sup dir="ltr"><a href="#rule-1-\d">/);
    expect(page).to.include('<del title="تطويل داخل الكلمات أزيل">الـــوزارة</del>');
    expect(page).to.include('<ins title="تطويل داخل الكلمات أزيل">الوزارة</ins>');
    const targets = new Set(Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
    for (const [, anchor] of page.matchAll(/href="#([^"]+)"/g)) expect(targets).to.include(anchor);
  });

  it('marks what was derived, and frames the item for readers of both directions', async () => {
    const page = await pageOf('النقاط الرئيسية:\n- تفتح الحديقة أبوابها كل يوم للزوار\n');
    expect(page).to.include('<span class="derived">مُشتق</span>');
    expect(page.match(/<div class="screen" dir="(?:rtl|ltr)">/g)).to.have.length(2);
  });

  it('gives the title of the readers its mark where it opens in Latin', async () => {
    expect(await pageOf(satellite)).to.include('<h3 dir="auto">\u200FNovaSat');
    expect(await pageOf(library)).to.not.include('\u200F');
  });

  it('lists the articles of a file that holds several', async () => {
    const page = await pageOf(library, satellite);
    expect(page.match(/<article /g)).to.have.length(2);
    expect(page).to.include('<a href="#article-2">');
  });

  it('says why a file was refused', async () => {
    const page = await pageOf('');
    expect(page).to.include('<h1>الملف فارغ، فلا خبر فيه.</h1>');
    expect(page).to.include('empty_article');
  });

  it('is in English for an English channel', async () => {
    const page = renderReportPage(
      renderAll([await outcomeOf(satellite, englishChannel)], englishChannel),
      englishChannel,
      undefined,
    );
    expect(page).to.include('<html lang="en" dir="ltr">');
    expect(page).to.include('As feed readers show it');
  });

  it('holds nothing that runs or loads, whatever the article says', async () => {
    const elements = elementsOf(await pageOf(hostile));
    const names = new Set(elements.map(({ tagName }) => tagName));
    for (const name of ['script', 'img', 'link', 'iframe', 'object', 'form'])
      expect(names).to.not.include(name);
    for (const { attrs } of elements)
      for (const { name, value } of attrs) {
        expect(name).to.not.match(/^on|^style$|^src/);
        if (name === 'href') expect(value).to.match(/^#/);
      }
    expect(elements.filter(({ tagName }) => tagName === 'style')).to.have.length(1);
  });

  it('is made of any text, and so is the report of the terminal', async () => {
    await fc.assert(
      fc.asyncProperty(arabicText(), async (text) => {
        const outcome = await outcomeOf(text);
        const page = renderReportPage(renderAll([outcome]), arabicChannel, undefined);
        expect(elementsOf(page).filter(({ tagName }) => tagName === 'main')).to.have.length(1);
        expect(page).to.not.match(
          /[\u0000-\u0008\u202A-\u202E\uD800-\uDFFF](?<![\uD800-\uDBFF][\uDC00-\uDFFF])(?![\uDC00-\uDFFF])/,
        );
        formatReports([outcome], arabicChannel, { hasColor: true, hasIsolates: true });
      }),
      { numRuns: 150 },
    );
  });

  it('names its pictures instead of loading them', async () => {
    const outcome = await outcomeOf(satellite);
    if (outcome.status === 'refused') throw outcome.error;
    const article = {
      ...outcome.article,
      sections: [{ kind: 'body', blocks: [{ kind: 'figure', media: 0, caption: 'القمر' }] }],
      media: [
        { address: 'https://example.org/moon.jpg?a=>', type: 'image/jpeg', alt: 'القمر "فوق" <الساحل>' },
      ],
    } as const;
    const page = renderReportPage(renderAll([{ status: 'accepted', article }]), arabicChannel, undefined);
    expect(page).to.not.include('<img');
    expect(page).to.include('<span class="picture">صورة: القمر &quot;فوق&quot; &lt;الساحل&gt;</span>');
  });

  it('sets marks of change with at least 4.5:1 in light and dark (WCAG 2.2 §1.4.3)', () => {
    const palettes = [...reportStyle.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) =>
      Object.fromEntries(
        Array.from(block!.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g), ([, name, hex]) => [name, hex!]),
      ),
    );
    expect(palettes).to.have.length(2);
    for (const palette of palettes)
      for (const ground of ['gone', 'new', 'doubt'])
        expect(contrastOf(palette[ground]!, palette[`on-${ground}`]!), ground).to.be.at.least(4.5);
  });

  describe('in Chromium', function () {
    this.timeout(60_000);
    let browser: Browser;

    before(async function () {
      if (!existsSync(executablePath)) {
        console.log(`      skipped: there is no browser at ${executablePath}`);
        this.skip();
      }
      browser = await chromium.launch({
        executablePath,
        args: ['--headless', '--no-sandbox', '--disable-gpu'],
      });
    });

    after(async () => {
      await browser?.close();
    });

    for (const width of [390, 1280])
      it(`is set by its own style and never scrolls sideways at ${width} px`, async () => {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        const complaints: string[] = [];
        page.on('console', (message) => complaints.push(message.text()));
        page.on('request', (request) => complaints.push(request.url()));
        const long = `${library}\n\n${'Donaudampfschiff'.repeat(12)} ${'ا'.repeat(300)} بنسبة8%`;
        await page.setContent(await pageOf(long, hostile, satellite));
        expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(width);
        expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).to.equal(
          'rgb(251, 250, 247)',
        );
        expect(complaints).to.deep.equal([]);
        await page.close();
      });
  });
});

/** WCAG 2.2, relative luminance. */
function contrastOf(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
