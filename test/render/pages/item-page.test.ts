import { expect } from 'chai';
import type { FeedItem } from '../../../src/domain/item.ts';
import { renderItemPage } from '../../../src/render/pages/item-page.ts';
import { attribute, byClass, byTag, descendantsOf, elementsOf, textOf } from './dom.ts';
import { arabic, flood } from './samples.ts';

const pageOf = (changes: Partial<FeedItem> = {}) =>
  elementsOf(renderItemPage(arabic, { ...flood, ...changes }));

function jsonLdOf(changes: Partial<FeedItem> = {}) {
  return JSON.parse(textOf(byTag(pageOf(changes), 'script')[0]));
}

describe('the page of an article', () => {
  it('wraps the text in its language and direction', () => {
    const [text] = byClass(pageOf(), 'text');
    expect([attribute(text, 'lang'), attribute(text, 'dir')]).to.deep.equal(['ar', 'rtl']);
    expect(descendantsOf(text!).filter(({ tagName }) => tagName === 'li')).to.have.length(3);
  });

  it('isolates the names of people and agencies, which lead to all that is theirs', () => {
    const names = byTag(byClass(pageOf(), 'facts').flatMap(descendantsOf), 'bdi').map((name) => textOf(name));
    expect(names).to.include.members(['ليلى حداد', 'Karim Nassar', 'وكالة الشمال']);
    const links = byTag(byClass(pageOf(), 'facts').flatMap(descendantsOf), 'a');
    expect(links.map((link) => [attribute(link, 'rel'), decodeURI(attribute(link, 'href')!)])).to.deep.equal([
      ['author', 'https://nashra.example/ar/authors/ليلى-حداد/'],
      ['author', 'https://nashra.example/ar/authors/Karim-Nassar/'],
      [undefined, 'https://nashra.example/ar/sources/وكالة-الشمال/'],
    ]);
  });

  it('leads from its section and its tags to theirs, but not from what is nothing but signs', () => {
    const [section] = byTag(byClass(pageOf(), 'kicker').flatMap(descendantsOf), 'a');
    expect(attribute(section, 'href')).to.equal('https://nashra.example/ar/sections/environment/');
    const tags = byClass(pageOf({ tags: ['الدفاع المدني', '؟!'] }), 'tags').flatMap(descendantsOf);
    expect(byTag(tags, 'li').map((tag) => textOf(tag))).to.deep.equal(['الدفاع المدني', '؟!']);
    expect(byTag(tags, 'a').map((link) => decodeURI(attribute(link, 'href')!))).to.deep.equal([
      'https://nashra.example/ar/tags/الدفاع-المدني/',
    ]);
  });

  it('announces the feeds of its section and of each author, each once', () => {
    const authors = [{ name: 'أحمد' }, { name: 'احمد' }];
    const feeds = byTag(pageOf({ authors }), 'link').filter(
      (link) => attribute(link, 'type') === 'application/atom+xml',
    );
    expect(feeds.map((link) => decodeURI(attribute(link, 'href')!))).to.deep.equal([
      'https://nashra.example/atom.xml',
      'https://nashra.example/ar/sections/environment/atom.xml',
      'https://nashra.example/ar/authors/أحمد/atom.xml',
    ]);
  });

  it('labels a known section from the configuration, an unknown one in its own words', () => {
    expect(textOf(byClass(pageOf(), 'section')[0])).to.equal('بيئة');
    expect(textOf(byClass(pageOf({ section: 'شؤون محلية' }), 'section')[0])).to.equal('شؤون محلية');
  });

  it('shows a summary of its own, not one that repeats the lead', () => {
    expect(byClass(pageOf(), 'standfirst')).to.have.length(0);
    expect(byClass(pageOf({ summary: 'ملخص كتبه المحرر.' }), 'standfirst')).to.have.length(1);
  });

  it('says when it was updated only when it was', () => {
    expect(byTag(pageOf(), 'time')).to.have.length(2);
    expect(byTag(pageOf({ updatedAt: flood.publishedAt }), 'time')).to.have.length(1);
  });

  it('has Open Graph with times and section', () => {
    const graph = Object.fromEntries(
      byTag(pageOf(), 'meta')
        .filter((meta) => attribute(meta, 'property') !== undefined)
        .map((meta) => [attribute(meta, 'property'), attribute(meta, 'content')]),
    );
    expect(graph).to.include({
      'og:type': 'article',
      'og:title': flood.title,
      'og:locale': 'ar_AR',
      'og:site_name': 'غرفة أخبار نشرة',
      'article:published_time': '2026-11-21T07:40:00+02:00',
      'article:modified_time': '2026-11-21T11:15:00+02:00',
      'article:section': 'بيئة',
    });
    expect(graph['og:url']).to.match(/^https:\/\/nashra\.example\/ar\/[\w]+\/%D8/);
  });
});

describe('schema.org NewsArticle', () => {
  it('says who, what, when and in which language', () => {
    expect(jsonLdOf()).to.deep.include({
      '@type': 'NewsArticle',
      headline: flood.title,
      inLanguage: 'ar',
      datePublished: '2026-11-21T07:40:00+02:00',
      dateModified: '2026-11-21T11:15:00+02:00',
      articleSection: 'بيئة',
      dateline: 'طرابلس',
      keywords: [...flood.tags],
      isAccessibleForFree: true,
      copyrightNotice: '© غرفة أخبار نشرة. جميع الحقوق محفوظة.',
      author: [
        { '@type': 'Person', name: 'ليلى حداد', url: 'https://nashra.example/people/layla' },
        { '@type': 'Person', name: 'Karim Nassar' },
      ],
    });
    expect(jsonLdOf().publisher.name).to.equal('غرفة أخبار نشرة');
  });

  it('names an organisation where no person is named', () => {
    expect(jsonLdOf({ authors: [] }).author).to.deep.equal({ '@type': 'Organization', name: 'وكالة الشمال' });
  });

  it('holds no bidi control, no markup and no line separator', () => {
    const title = '\u202eعكس\u2066 </script>\u2028 & <!--';
    const page = renderItemPage(arabic, { ...flood, title });
    expect(jsonLdOf({ title }).headline).to.equal('عكس </script>\u2028 & <!--');
    const [script] = byTag(elementsOf(page), 'script');
    expect(textOf(script)).not.to.match(/[<>&\u2028\u2029\u202e\u2066]/);
  });
});
