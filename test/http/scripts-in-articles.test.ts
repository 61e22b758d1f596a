import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Program, projectRoot, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';
import { scriptVectors } from '../support/script-vectors.ts';

/** All of them in CI; a page each takes a while. */
const vectors =
  process.env.CI === 'true' ? scriptVectors : scriptVectors.filter((_, index) => index % 5 === 0);

const executablePath = '/usr/bin/chromium';
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
];

describe('articles that would run a script', function () {
  this.timeout(400_000);
  let program: Program;
  let browser: Browser;
  let page: Page;
  const seen: string[] = [];

  before(async function () {
    if (!existsSync(executablePath)) {
      console.log(`      skipped: there is no browser at ${executablePath}`);
      this.skip();
    }
    program = await startProgram({ samples: articlesFolder(), env: { CONFIG_DIR: configOfLongFeeds() } });
    browser = await chromium.launch({ executablePath, args });
    // Without the page's own policy, so that it is the article's HTML that must hold.
    page = await (await browser.newContext({ bypassCSP: true })).newPage();
    page.on('dialog', (dialog) => {
      seen.push('dialog');
      void dialog.dismiss();
    });
    page.on('popup', () => seen.push('popup'));
    await page.route('**/*', (route) => {
      const isOurs = route.request().url().startsWith(program.url);
      const isPicture = route.request().resourceType() === 'image';
      if (!isOurs && !isPicture) seen.push(`request: ${route.request().url()}`);
      return isOurs ? route.continue() : route.abort();
    });
  });

  after(async () => {
    program?.child.kill('SIGKILL');
    await browser?.close();
  });

  it('are shown on the pages of the running program, and none of them runs', async () => {
    const { text } = await request(`${program.url}/feed.json`);
    const { items } = JSON.parse(text) as { items: { url: string; content_html: string }[] };
    expect(items.length).to.be.above(vectors.length * 0.9);
    for (const { url, content_html } of items) {
      seen.length = 0;
      await page.goto(url);
      const ran = await page.evaluate(`(async () => {
        for (const element of document.querySelectorAll('article *, main *'))
          for (const type of ['mouseover', 'focus', 'pointerenter']) element.dispatchEvent(new Event(type, { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 4));
        return window.ran === 1;
      })()`);
      expect([...seen, ...(ran ? ['ran'] : [])], content_html).to.deep.equal([]);
    }
  });
});

/** Each vector in an HTML file, and every third in a Markdown one as well, where HTML may stand too. */
function articlesFolder(): string {
  const folder = path.join(temporaryFolder(), 'feeds');
  mkdirSync(path.join(folder, 'ar'), { recursive: true });
  for (const [index, vector] of vectors.entries()) {
    const html = `<h1>معرض رقم ${index} في المدينة القديمة</h1><p>افتُتح المعرض اليوم في المدينة القديمة.</p>${vector}<p>ونص الخبر بعده.</p>`;
    writeFileSync(path.join(folder, 'ar', `${index}.html`), html);
    if (index % 3 === 0) {
      const markdown = `# سوق رقم ${index} في الحي الجديد\n\nافتُتحت السوق اليوم في الحي الجديد.\n\n${vector}\n\nونص الخبر بعده.\n`;
      writeFileSync(path.join(folder, 'ar', `${index}.md`), markdown);
    }
  }
  return folder;
}

function configOfLongFeeds(): string {
  const folder = path.join(temporaryFolder(), 'config');
  cpSync(path.join(projectRoot, 'config'), folder, { recursive: true });
  const file = path.join(folder, 'channels/ar.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nmaxItems: 500\n`);
  return folder;
}
