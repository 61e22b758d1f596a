import { expect } from 'chai';
import type { FeedItem } from '../../src/domain/item.ts';
import { newsEntries, renderNewsSitemap } from '../../src/render/news-sitemap.ts';
import { renderRobots, renderSitemapIndex, renderUrlset, sitemapEntries } from '../../src/render/sitemap.ts';
import { getChild, listChildren, parseStrictXml } from '../support/strict-xml.ts';
import { flood, items, site } from './pages/samples.ts';

const sitemapNamespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const newsNamespace = 'http://www.google.com/schemas/sitemap-news/0.9';

describe('a sitemap', () => {
  it('escapes both quotation marks and the ampersand of an address, as the protocol asks', () => {
    const text = renderUrlset([sitemapEntries([{ url: `https://example.org/a'b"c&d` }])]);
    expect(text).to.include('<loc>https://example.org/a&apos;b&quot;c&amp;d</loc>');
    expect(getChild(getChild(parseStrictXml(text), 'url'), 'loc').text).to.equal(
      `https://example.org/a'b"c&d`,
    );
  });

  it('gives the time of the last change in W3C’s form, and none where none is known', () => {
    const modifiedAt = new Date('2026-11-21T09:15:00Z');
    const index = parseStrictXml(
      renderSitemapIndex([
        { url: 'https://example.org/1.xml', modifiedAt },
        { url: 'https://example.org/2.xml' },
      ]),
    );
    expect([index.name, index.uri]).to.deep.equal(['sitemapindex', sitemapNamespace]);
    const [first, second] = index.children;
    expect(getChild(first!, 'lastmod').text).to.equal('2026-11-21T09:15:00.000Z');
    expect(listChildren(second!, 'lastmod')).to.deep.equal([]);
  });

  it('is named in robots.txt, with those of news', () => {
    expect(renderRobots(site)).to.equal(`User-agent: *
Allow: /

Sitemap: https://nashra.example/sitemap.xml
Sitemap: https://nashra.example/ar/news-sitemap.xml
Sitemap: https://nashra.example/en/news-sitemap.xml
`);
  });
});

describe('a news sitemap', () => {
  const newsOf = (changes: Partial<FeedItem> = {}) => {
    const [url] = parseStrictXml(renderNewsSitemap([newsEntries(site, [{ ...flood, ...changes }])])).children;
    return getChild(url!, 'news', newsNamespace);
  };

  it('names the newsroom as its pages do, and the language without a region', () => {
    const publication = getChild(newsOf({ language: 'ar-LB' }), 'publication', newsNamespace);
    expect(publication.children.map(({ name, text }) => [name, text])).to.deep.equal([
      ['name', site.name],
      ['language', 'ar'],
    ]);
  });

  it('gives the date of publication with the newsroom’s offset, or the day where no hour is known', () => {
    const dateOf = (changes: Partial<FeedItem>) =>
      getChild(newsOf(changes), 'publication_date', newsNamespace).text;
    expect(dateOf({})).to.equal('2026-11-21T07:40:00+02:00');
    expect(dateOf({ datePrecision: 'day' })).to.equal('2026-11-21');
  });

  it('has the title without marks of direction, escaped', () => {
    const title = '\u200fNovaSat تطلق \u202bقمرًا\u202c & <صورة>\u2069';
    expect(getChild(newsOf({ title }), 'title', newsNamespace).text).to.equal('NovaSat تطلق قمرًا & <صورة>');
  });

  it('is well-formed without a story, and in the order that it is given', () => {
    expect(parseStrictXml(renderNewsSitemap([])).children).to.deep.equal([]);
    const urls = parseStrictXml(renderNewsSitemap([newsEntries(site, items)])).children;
    expect(urls.map((url) => getChild(url, 'loc').text.split('/')[4])).to.deep.equal(
      items.map(({ key }) => key),
    );
  });
});
