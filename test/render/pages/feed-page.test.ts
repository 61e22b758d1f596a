import { expect } from 'chai';
import { renderFeedPage } from '../../../src/render/pages/feed-page.ts';
import { attribute, byClass, byTag, elementsOf } from './dom.ts';
import { arabic } from './samples.ts';

const selfUrl = 'https://nashra.example/feed.xml?section=بيئة&n=5';
const elements = elementsOf(renderFeedPage(arabic, 'rss', selfUrl));
const hrefs = byTag(elements, 'a').map((link) => attribute(link, 'href'));

describe('the page of a feed', () => {
  it('offers the address in a read-only field that runs from left to right', () => {
    const [field] = byTag(elements, 'input');
    expect(attribute(field, 'value')).to.equal(selfUrl);
    expect(attribute(field, 'readonly')).to.equal('');
    expect(attribute(field, 'dir')).to.equal('ltr');
  });

  it('opens readers on the web with the address encoded', () => {
    const encoded = encodeURIComponent(selfUrl);
    expect(hrefs).to.include.members([
      `https://feedly.com/i/subscription/feed%2F${encoded}`,
      `https://www.inoreader.com/?add_feed=${encoded}`,
      `https://www.newsblur.com/?url=${encoded}`,
    ]);
  });

  it('names the other two formats', () => {
    const [subscription] = byClass(elements, 'subscribe');
    const offered = elementsOf(renderFeedPage(arabic, 'atom', selfUrl));
    expect(subscription).not.to.equal(undefined);
    expect(hrefs).to.include.members(['https://nashra.example/atom.xml', 'https://nashra.example/feed.json']);
    expect(byTag(offered, 'a').map((link) => attribute(link, 'href'))).to.include(
      'https://nashra.example/feed.xml',
    );
  });

  it('shows at most the ten latest items', () => {
    const many = { ...arabic, items: [...arabic.items, ...arabic.items] };
    expect(byClass(elementsOf(renderFeedPage(many, 'rss', selfUrl)), 'entry')).to.have.length(10);
  });
});
