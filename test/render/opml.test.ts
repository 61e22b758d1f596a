import { expect } from 'chai';
import { renderOpml } from '../../src/render/opml.ts';
import { getChild, parseStrictXml } from '../support/strict-xml.ts';
import { site } from './pages/samples.ts';

describe('the subscription list', () => {
  const opml = parseStrictXml(renderOpml(site, new Date('2026-11-21T09:15:00Z')));
  const channels = getChild(opml, 'body').children;

  it('is OPML 2.0 with a title and the date of RFC 822', () => {
    expect(opml.attributes).to.deep.equal({ version: '2.0' });
    const head = Object.fromEntries(getChild(opml, 'head').children.map(({ name, text }) => [name, text]));
    expect(head).to.include({ title: site.name, dateModified: 'Sat, 21 Nov 2026 09:15:00 GMT' });
  });

  it('has every channel’s feed at the address that its pages name', () => {
    expect(channels.map(({ attributes }) => attributes.xmlUrl)).to.deep.equal([
      'https://nashra.example/feed.xml',
      'https://nashra.example/en/feed.xml',
    ]);
    expect(channels.map(({ attributes }) => attributes.language)).to.deep.equal(['ar', 'en']);
  });

  it('has the feeds of a channel’s desks beneath it', () => {
    expect(channels.map(({ children }) => children.length)).to.deep.equal(
      site.channels.map(({ sections }) => sections.length),
    );
    expect(channels[0]?.children[1]?.attributes).to.deep.equal({
      text: 'اقتصاد وأعمال',
      title: 'نشرة الأخبار – اقتصاد وأعمال',
      type: 'rss',
      version: 'RSS2',
      xmlUrl: 'https://nashra.example/ar/sections/economy/feed.xml',
      htmlUrl: 'https://nashra.example/ar/sections/economy/',
      language: 'ar',
    });
  });

  it('says of every outline what OPML asks of a subscription', () => {
    for (const { name, attributes } of channels.flatMap((channel) => [channel, ...channel.children])) {
      expect([name, attributes.type]).to.deep.equal(['outline', 'rss']);
      expect(attributes.text).to.be.a('string').and.not.equal('');
      expect(attributes.xmlUrl).to.match(/^https:\/\/nashra\.example\/[\x21-\x7e]*feed\.xml$/);
    }
  });
});
