import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { type Browser, chromium, type Page } from 'playwright-core';
import { stylesheet } from '../../../src/render/pages/style.ts';
import { allPages } from './all-pages.ts';

const executablePath = '/usr/bin/chromium';
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

describe('the pages in Chromium', function () {
  this.timeout(60_000);
  let browser: Browser;

  before(async function () {
    if (!existsSync(executablePath)) {
      console.log(`      skipped: there is no browser at ${executablePath}`);
      this.skip();
    }
    browser = await chromium.launch({ executablePath, args });
  });

  after(async () => {
    await browser?.close();
  });

  for (const width of [360, 1280])
    it(`never scroll sideways at ${width} px`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      for (const [name, html] of allPages()) {
        await page.setContent(html);
        expect(await widthOf(page), name).to.be.at.most(width);
      }
      await page.close();
    });

  it('never scroll sideways at 360 px, whatever long word stands in them', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    for (const [name, html] of allPages()) {
      await page.setContent(html.replaceAll('طرابلس', `${'Donaudampfschiff'.repeat(12)} طرابلس`));
      expect(await widthOf(page), name).to.be.at.most(360);
    }
    await page.close();
  });

  for (const width of [360, 1280])
    it(`set Arabic titles from the right at ${width} px, those with a Latin name in front too`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      for (const [name, html] of allPages().filter(([title]) =>
        ['site', 'channel', 'item', 'item-latin', 'feed'].includes(title),
      )) {
        await page.setContent(html);
        for (const gap of await gapsAtTheRight(page)) expect(gap, name).to.be.within(-2, 4);
      }
      await page.close();
    });

  it('look as they should under a policy that allows one style by its hash', async () => {
    const hash = createHash('sha256').update(stylesheet).digest('base64');
    const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data: https:`;
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    for (const [name, html] of allPages()) {
      await page.setContent(
        html.replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`),
      );
      const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(background, name).to.equal('rgb(251, 250, 247)');
    }
    expect(complaints).to.deep.equal([]);
    await page.close();
  });
});

async function widthOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth');
}

/** For every title, how far its longest line ends from the right edge of its box. */
async function gapsAtTheRight(page: Page): Promise<readonly number[]> {
  return page.evaluate(`[...document.querySelectorAll('main h1, main h3.entry-title')].map((title) => {
    const range = document.createRange();
    range.selectNodeContents(title);
    const ends = [...range.getClientRects()].map((rect) => rect.right);
    return title.getBoundingClientRect().right - Math.max(...ends);
  })`);
}
