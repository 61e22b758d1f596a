import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { type Browser, chromium, type Page } from 'playwright-core';
import { NashraError } from '../../src/domain/errors.ts';
import { allowedAttributes, allowedTags } from '../../src/ingest/allow-list.ts';
import { composeHtml, remoteMedia } from '../../src/ingest/compose-html.ts';
import { manuscriptFromHtml } from '../../src/ingest/from-html.ts';
import { readHtml } from '../../src/ingest/read-html.ts';
import { recognise } from '../../src/ingest/recognise.ts';
import { sanitize } from '../../src/ingest/sanitize.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { htmlTree, writtenTree } from '../support/html-tree.ts';
import { scriptVectors } from '../support/script-vectors.ts';

const executablePath = '/usr/bin/chromium';
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
];

const dot = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The vector on the whole way from HTML to the item; nothing when it is refused. */
function throughIngestion(vector: string): string {
  try {
    const read = readHtml(
      `<p>افتُتح المعرض اليوم في المدينة القديمة.</p>${vector}<p>ونص الخبر بعده.</p>`,
      'ar',
    );
    const options = {
      format: read.format,
      encoding: 'utf-8',
      channel: arabicChannel,
      timeZone: 'Asia/Beirut',
    } as const;
    const article = recognise(manuscriptFromHtml(read), options);
    return composeHtml(article, remoteMedia(article));
  } catch (error) {
    if (error instanceof NashraError) return '';
    throw error;
  }
}

describe('markup that would run a script', () => {
  it('is known in more than 200 vectors', () => {
    expect(new Set(scriptVectors).size).to.equal(scriptVectors.length).and.to.be.above(200);
  });

  it('leaves sanitize as one tree of allowed elements, and the same again', () => {
    for (const vector of scriptVectors) {
      const clean = sanitize(vector);
      expect(htmlTree(clean), vector).to.deep.equal(writtenTree(clean));
      expect(sanitize(clean), vector).to.equal(clean);
    }
  });
});

describe('markup that would run a script, in Chromium without a policy', function () {
  this.timeout(120_000);
  let browser: Browser;
  let page: Page;
  let seen: string[] = [];
  let shown = '';

  before(async function () {
    if (!existsSync(executablePath)) {
      console.log(`      skipped: there is no browser at ${executablePath}`);
      this.skip();
    }
    browser = await chromium.launch({ executablePath, args });
    page = await browser.newPage();
    page.on('dialog', (dialog) => {
      seen.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => seen.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
    page.on('popup', () => seen.push('popup'));
    await page.route('**/*', (route) => {
      const url = route.request().url();
      // A picture of the article that the HTML names is loaded by design.
      if (shown.includes(`<img src="${url}"`)) return route.fulfill({ contentType: 'image/gif', body: dot });
      seen.push(`request: ${url}`);
      return route.abort();
    });
  });

  after(async () => {
    await browser?.close();
  });

  /** Opens the HTML, sets it again as a reader's program does, and touches everything in it. */
  async function open(html: string): Promise<readonly string[]> {
    seen = [];
    shown = html;
    await page.setContent(`<!DOCTYPE html><html><body><main>${html}</main></body></html>`);
    const found: readonly string[] = await page.evaluate(touchEverything);
    const ran: boolean = await page.evaluate('window.ran === 1');
    return [...seen, ...found, ...(ran ? ['ran'] : [])];
  }

  const doors: readonly (readonly [door: string, clean: (vector: string) => string])[] = [
    ['sanitize', sanitize],
    ['ingestion of HTML', throughIngestion],
  ];
  for (const [door, clean] of doors)
    it(`runs nothing, loads nothing and leaves nothing foreign after ${door}`, async () => {
      for (const vector of scriptVectors) expect(await open(clean(vector)), vector).to.deep.equal([]);
    });

  it('does run before, in many of the vectors, so the watch sees what runs', async () => {
    let ran = 0;
    for (const vector of scriptVectors.slice(0, 60)) {
      const found = await open(vector);
      if (found.includes('ran')) ran += 1;
      await page.goto('about:blank');
    }
    expect(ran).to.be.above(20);
  });
});

/** In the page: sets the content anew twice, focuses and clicks it, and names what is not of the allow list. */
const touchEverything = `(async () => {
  const allowed = ${JSON.stringify(allowedTags)};
  const attributes = ${JSON.stringify(allowedAttributes)};
  const main = document.querySelector('main');
  if (main === null) return ['no main'];
  main.addEventListener('click', (event) => event.preventDefault());
  for (let time = 0; time < 2; time += 1) main.innerHTML = main.innerHTML;
  const found = [];
  for (const element of main.querySelectorAll('*')) {
    const name = element.localName;
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !(name in allowed)) found.push('element: ' + name);
    for (const attribute of element.attributes)
      if (!(attribute.name in attributes['*']) && !(attribute.name in (attributes[name] ?? {}))) found.push('attribute: ' + attribute.name);
    if ('href' in element && !/^(https?|mailto):/.test(element.href)) found.push('link: ' + element.href);
    for (const type of ['mouseover', 'pointerenter', 'focus', 'click']) element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
  }
  for (const element of document.body.children) if (element !== main) found.push('outside: ' + element.localName);
  await new Promise((resolve) => setTimeout(resolve, 4));
  return found;
})()`;
