import { expect } from 'chai';
import { findOldFeed } from '../../src/domain/old-addresses.ts';
import type { OldSystem } from '../../src/domain/old-site.ts';

type Row = readonly [address: string, format: string | undefined, name?: string, firstKind?: string];

const addresses: Readonly<Record<OldSystem, readonly Row[]>> = {
  wordpress: [
    ['/feed', 'rss'],
    ['/feed/rss2', 'rss'],
    ['/feed/rdf', 'rss'],
    ['/feed/atom', 'atom'],
    ['/feed/json', 'json'],
    ['/rss2', 'rss'],
    ['/atom', 'atom'],
    ['/wp-rss2.php', 'rss'],
    ['/wp-atom.php', 'atom'],
    ['/?feed=rss2', 'rss'],
    ['/?feed=atom', 'atom'],
    ['/index.php?feed=rss', 'rss'],
    ['/category/economy/feed', 'rss', 'economy', 'section'],
    ['/category/world/asia/feed/atom', 'atom', 'asia', 'section'],
    ['/tag/%D9%85%D9%8A%D8%A7%D9%87/feed', 'rss', '%D9%85%D9%8A%D8%A7%D9%87', 'tag'],
    ['/author/salma/feed/rss2', 'rss', 'salma', 'author'],
    ['/', undefined],
    ['/?feed=rss2&cat=7', undefined],
    ['/?feed=comments-rss2', undefined],
    ['/comments/feed', undefined],
    ['/2024/05/a-story/feed', undefined],
    ['/category/feed', undefined],
  ],
  blogger: [
    ['/feeds/posts/default', 'atom'],
    ['/feeds/posts/default?alt=rss', 'rss'],
    ['/feeds/posts/summary?alt=atom', 'atom'],
    ['/feeds/posts/default/-/sport?alt=rss', 'rss', 'sport', 'tag'],
    ['/rss.xml', 'rss'],
    ['/feeds/posts/default?alt=json', undefined],
    ['/feeds/posts/default/-/one/two', undefined],
    ['/feeds/comments/default', undefined],
  ],
  drupal: [
    ['/rss.xml', 'rss'],
    ['/taxonomy/term/7/feed', undefined],
  ],
  ghost: [
    ['/rss', 'rss'],
    ['/tag/water/rss', 'rss', 'water', 'tag'],
    ['/author/salma/rss', 'rss', 'salma', 'author'],
  ],
  hugo: [
    ['/index.xml', 'rss'],
    ['/rss.xml', 'rss'],
    ['/economy/index.xml', 'rss', 'economy', 'section'],
    ['/categories/economy/index.xml', 'rss', 'economy', 'section'],
    ['/tags/water/index.xml', 'rss', 'water', 'tag'],
    ['/authors/salma/index.xml', 'rss', 'salma', 'author'],
    ['/one/two/index.xml', undefined],
  ],
  jekyll: [
    ['/rss.xml', 'rss'],
    ['/index.xml', 'rss'],
    ['/feed.atom', 'atom'],
    ['/feed/economy.xml', 'rss', 'economy', 'section'],
    ['/feed/by_tag/water.xml', 'rss', 'water', 'tag'],
  ],
  joomla: [
    ['/?format=feed&type=rss', 'rss'],
    ['/index.php?format=feed&type=atom', 'atom'],
    ['/economy?format=feed&type=rss', 'rss', 'economy', 'section'],
    ['/12-economy?format=feed', 'rss', 'economy', 'section'],
    ['/economy', undefined],
    ['/economy?format=pdf', undefined],
  ],
};

describe('addresses of feeds in other systems', () => {
  for (const [system, rows] of Object.entries(addresses)) {
    for (const [address, format, name, kind] of rows) {
      it(`of ${system}: ${address} is ${format ?? 'none'}${name === undefined ? '' : ` of ${kind} ${name}`}`, () => {
        const { pathname, searchParams } = new URL(address, 'http://old.example');
        const found = findOldFeed([system as OldSystem], pathname, searchParams);
        expect([found?.format, found?.part?.name, found?.part?.kinds[0]]).to.deep.equal([format, name, kind]);
      });
    }
  }

  it('lead nowhere without a system', () => {
    expect(findOldFeed([], '/feed', new URLSearchParams())).to.equal(undefined);
  });
});
