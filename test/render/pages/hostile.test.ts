import { expect } from 'chai';
import type { FeedItem } from '../../../src/domain/item.ts';
import { renderErrorPage } from '../../../src/render/pages/error-page.ts';
import { renderFeedPage } from '../../../src/render/pages/feed-page.ts';
import { pagesOf } from './all-pages.ts';
import { attribute, elementsOf, textOf } from './dom.ts';
import { arabicChannel, flood, site, snapshotOf } from './samples.ts';

const hostileStrings = [
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  ']]><b>',
  '&amp;&lt;i&gt;',
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '</title></textarea></style>',
  'javascript:alert(1)',
  'أخبار\u2028\u2029<x>',
];

/** Every text that somebody outside could have a hand in. Languages and time zones are checked at the door. */
function hostileItem(text: string): FeedItem {
  return {
    ...flood,
    title: text,
    summary: text,
    html: '<p>١</p>',
    slug: text,
    section: text,
    source: text,
    dateline: text,
    tags: [text, text],
    keyPoints: [text],
    authors: [{ name: text, uri: text, email: text }],
  };
}

function hostilePages(text: string): readonly (readonly [string, string])[] {
  const channel = {
    ...arabicChannel,
    title: text,
    description: text,
    rights: text,
    license: text,
    sections: [{ slug: text, label: text, aliases: [] }],
  };
  const hostileSite = { ...site, name: text, description: text, channels: [channel] };
  const snapshot = { ...snapshotOf(channel, [hostileItem(text)]), site: hostileSite };
  return [
    ...pagesOf(snapshot),
    ['feed address', renderFeedPage(snapshot, 'atom', text)],
    ['error', renderErrorPage(hostileSite, { status: 400, code: text, message: text })],
  ];
}

/** The shape of a page: its elements and the names of their attributes, without any text. */
function shapeOf(page: string): readonly string[] {
  return elementsOf(page).map((element) =>
    [element.tagName, ...element.attrs.map(({ name }) => name)].join(' '),
  );
}

describe('hostile text', () => {
  const plain = new Map(hostilePages('عبارة مسالمة').map(([name, page]) => [name, shapeOf(page)]));

  for (const hostile of hostileStrings) {
    it(`adds no element and no attribute to any page: ${JSON.stringify(hostile)}`, () => {
      for (const [name, page] of hostilePages(hostile))
        expect(shapeOf(page), name).to.deep.equal(plain.get(name));
    });

    it(`is shown as it was written: ${JSON.stringify(hostile)}`, () => {
      const [, page] = pagesOf(snapshotOf(arabicChannel, [hostileItem(hostile)])).at(-1)!;
      const title = elementsOf(page).find((element) => element.tagName === 'h1');
      expect(textOf(title)).to.equal(hostile);
    });

    it(`makes no link that runs: ${JSON.stringify(hostile)}`, () => {
      for (const [name, page] of hostilePages(hostile))
        for (const element of elementsOf(page))
          expect(attribute(element, 'href') ?? '#', name).to.match(/^(?:https:\/\/|#|data:image\/svg)/);
    });
  }
});
