import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { type Program, projectRoot, startProgram } from './support/program.ts';
import { request } from './support/request.ts';
import { getChild, listChildren, parseStrictXml, type XmlElement } from './support/strict-xml.ts';

/** The article of the person this is built for stands beside the project, not in it. */
const seed = path.join(projectRoot, '../shared/seed/article.txt');
const title = 'بوتين يؤكد التطور الإيجابي للعلاقات الروسية ـ الإيرانية';
const section = 'آسيا والباسيفيك';

interface JsonItem {
  readonly id: string;
  readonly title: string;
  readonly content_html: string;
  readonly authors: readonly { name: string }[];
  readonly tags: readonly string[];
  readonly _nashra: {
    readonly source: string;
    readonly key_points: readonly string[];
    readonly section: { slug: string; label: string };
    readonly direction: string;
  };
}

describe('the user’s article, dropped into the inbox of a running program', () => {
  let program: Program;
  let rss: XmlElement;
  let atom: XmlElement;
  let json: JsonItem;
  let visibleAfterMs: number;

  before(async function () {
    if (!existsSync(seed)) {
      console.log(`    left out: ${seed} is not there`);
      this.skip();
    }
    program = await startProgram();
    const part = path.join(program.feedsDir, 'article.txt.part');
    writeFileSync(part, readFileSync(seed));
    renameSync(part, path.join(program.feedsDir, 'article.txt'));
    const droppedAt = performance.now();
    const get = async (where: string) => (await request(program.url + where)).text;
    while (!(await get('/feed.xml')).includes('<item>')) await delay(10);
    visibleAfterMs = performance.now() - droppedAt;
    rss = getChild(getChild(parseStrictXml(await get('/feed.xml')), 'channel'), 'item');
    atom = getChild(parseStrictXml(await get('/atom.xml')), 'entry');
    json = (JSON.parse(await get('/feed.json')) as { items: JsonItem[] }).items[0]!;
  });
  after(() => program?.stop());

  it('is there within a second', () => {
    expect(visibleAfterMs).to.be.lessThan(1000);
  });

  it('has its title in all three formats', () => {
    expect([getChild(rss, 'title').text, getChild(atom, 'title').text, json.title]).to.deep.equal([
      title,
      title,
      title,
    ]);
  });

  it('has one id in all three formats', () => {
    expect(json.id).to.match(/^tag:nashra\.example,2026:article:[0-9a-z]{26}$/);
    expect([getChild(rss, 'guid').text, getChild(atom, 'id').text]).to.deep.equal([json.id, json.id]);
  });

  it('names its agency and its author', () => {
    expect(getChild(rss, 'source').text).to.equal('إيران برس');
    expect(getChild(getChild(atom, 'source'), 'title').text).to.equal('إيران برس');
    expect(json._nashra.source).to.equal('إيران برس');
    expect(getChild(rss, 'creator').text).to.equal('manouchehr mahdavi');
    expect(getChild(getChild(atom, 'author'), 'name').text).to.equal('manouchehr mahdavi');
    expect(json.authors).to.deep.equal([{ name: 'manouchehr mahdavi' }]);
  });

  it('stands in its section: an Arabic label with a Latin term', () => {
    expect(getChild(rss, 'category').text).to.equal(section);
    expect(getChild(atom, 'category').attributes).to.deep.include({ term: 'asia-pacific', label: section });
    expect(json.tags).to.deep.equal([section]);
    expect(json._nashra.section).to.deep.equal({ slug: 'asia-pacific', label: section });
  });

  it('has six key points, seven paragraphs of body and the deeper look, the same in every format', () => {
    const contents = [getChild(rss, 'encoded').text, getChild(atom, 'content').text, json.content_html];
    expect(new Set(contents).size).to.equal(1);
    const [body = '', rest = ''] = json.content_html.split('<h2>النقاط الرئيسية</h2>');
    expect(body.match(/<p>/g)).to.have.length(7);
    expect(rest.match(/<li>/g)).to.have.length(6);
    expect(rest.match(/<h2>نظرة أعمق<\/h2>\n?<p>/g)).to.have.length(1);
    expect(json._nashra.key_points).to.have.length(6);
    expect(json._nashra.key_points[2]).to.include('وبنسبة 8%').and.not.include('وبنسبة8%');
  });

  it('is right to left in every reader: wrapped, and its summary and language said', () => {
    expect(json.content_html).to.match(/^<div dir="rtl" lang="ar"><h2>تفاصيل الخبر<\/h2>/);
    expect(json._nashra.direction).to.equal('rtl');
    expect(getChild(rss, 'language').text).to.equal('ar');
    expect(listChildren(rss, 'description')[0]?.text).to.match(/^خلال اللقاء/);
  });
});
