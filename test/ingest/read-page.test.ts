import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import { composeHtml, remoteMedia } from '../../src/ingest/compose-html.ts';
import { manuscriptFromHtml } from '../../src/ingest/from-html.ts';
import type { DeclaredFacts } from '../../src/ingest/manuscript.ts';
import { type ReadHtml, readHtml } from '../../src/ingest/read-html.ts';
import { recognise } from '../../src/ingest/recognise.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { htmlTree, writtenTree } from '../support/html-tree.ts';
import { projectRoot } from '../support/program.ts';

interface Expected {
  /** Each stands in the text. */
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
  /** Each stands in the HTML. */
  readonly html?: readonly string[];
  /** The paragraphs that are the whole text. */
  readonly paragraphs?: readonly string[];
  readonly facts?: Partial<DeclaredFacts>;
  readonly baseUrl?: string;
  readonly media?: ReadHtml['media'];
  readonly siteNameLeftOut?: string;
  /** Code of the refusal. */
  readonly refused?: string;
}

const folder = path.join(projectRoot, 'test/fixtures/pages');
const textOf = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&');

describe('a whole web page', () => {
  for (const name of readdirSync(folder)) {
    const html = readFileSync(path.join(folder, name, 'page.html'), 'utf8');
    const expected = JSON.parse(readFileSync(path.join(folder, name, 'expected.json'), 'utf8')) as Expected;

    it(`is read as its newsroom meant it: ${name}`, () => {
      if (expected.refused !== undefined) {
        expect(() => readHtml(html, 'ar'))
          .to.throw(NashraError)
          .with.property('code', expected.refused);
        return;
      }
      const page = readHtml(html, 'ar');
      expectPage(page, expected);
      expectItem(page, expected);
    });
  }
});

function expectPage(page: ReadHtml, expected: Expected): void {
  if (page.format !== 'html-page') throw new Error('it is taken for a part of a page');
  const text = textOf(page.html);
  for (const words of expected.has ?? []) expect(text).to.include(words);
  for (const words of expected.hasNot ?? []) expect(page.html).to.not.include(words);
  for (const markup of expected.html ?? []) expect(page.html).to.include(markup);
  if (expected.paragraphs !== undefined) {
    const paragraphs = Array.from(page.html.matchAll(/<p[^>]*>(.*?)<\/p>/gs), ([, inside]) =>
      textOf(inside!).trim(),
    );
    expect(paragraphs.filter((one) => one !== '')).to.deep.equal(expected.paragraphs);
  }
  expect(page.facts).to.deep.include(expected.facts ?? {});
  if (expected.baseUrl !== undefined) expect(page.baseUrl).to.equal(expected.baseUrl);
  if (expected.media !== undefined) expect(page.media).to.deep.equal(expected.media);
  expect(page.siteNameLeftOut).to.equal(expected.siteNameLeftOut);
  expect(page.html).to.not.match(/<script|<style|style=|class=|onclick|<iframe/);
}

/** What readers get of it is one tree for every parser. */
function expectItem(page: ReadHtml, { facts }: Expected): void {
  const options = {
    format: page.format,
    encoding: 'utf-8',
    channel: arabicChannel,
    timeZone: 'Asia/Beirut',
  } as const;
  const article = recognise(manuscriptFromHtml(page), options);
  expect(article.titleOrigin).to.equal('explicit');
  expect(facts?.title ?? '').to.include(article.title);
  const html = composeHtml(article, remoteMedia(article));
  expect(htmlTree(html)).to.deep.equal(writtenTree(html));
  expect(new Set(article.media.map((medium) => JSON.stringify(medium))).size).to.equal(article.media.length);
}

describe('a page of a builder or a template', () => {
  it('keeps paragraphs in the frames of page builders, in a form round the page and behind a counter', async () => {
    const text =
      'افتتحت بلدية الزهراء مكتبة عامة جديدة في الحي القديم، وفيها قاعات للأطفال والباحثين وزوار المدينة.';
    const paragraphs = [1, 2, 3, 4].map((number) => `<p>${text} الفقرة ${number}.</p>`);
    const frames: readonly ((paragraph: string) => string)[] = [
      (paragraph) => `<div class="elementor-widget elementor-widget-text-editor">${paragraph}</div>`,
      (paragraph) => `<div class="article-paywall-content">${paragraph}</div>`,
      (paragraph) => `<div class="print-content popular-story">${paragraph}</div>`,
    ];
    for (const frame of frames) {
      const html = `<!doctype html><html lang="ar"><head><title>مكتبة جديدة في الزهراء</title></head><body><form id="aspnetForm"><h1>مكتبة جديدة في الزهراء</h1>${paragraphs.map(frame).join('')}<input type="hidden" value="x"></form></body></html>`;
      const found = readHtml(html, 'ar').html;
      for (const number of [1, 2, 3, 4]) expect(found).to.include(`الفقرة ${number}.`);
    }
  });

  it('is not known by the address of a home page', () => {
    for (const address of [
      'https://news.example/',
      'https://news.example/ar/',
      'https://news.example/index.php',
      'https://news.example/ar/home',
    ]) {
      const html = `<!doctype html><html lang="ar"><head><link rel="canonical" href="${address}"><title>خبر</title></head><body><article><h1>مكتبة جديدة في الزهراء</h1><p>${'افتتحت بلدية الزهراء مكتبة عامة جديدة في الحي القديم. '.repeat(6)}</p></article></body></html>`;
      expect(readHtml(html, 'ar').facts.id, address).to.equal(undefined);
    }
  });
});
