import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { stylesheet } from '../../../src/render/pages/style.ts';
import { allPages } from './all-pages.ts';
import { attribute, byClass, byTag, elementsOf, textOf } from './dom.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

for (const [name, page] of allPages()) {
  describe(`the page “${name}”`, () => {
    const elements = elementsOf(page);

    it('has one h1 with words in it, and skips no level of heading', () => {
      const levels = byTag(elements, 'h1', 'h2', 'h3', 'h4').map((heading) =>
        Number(heading.tagName.slice(1)),
      );
      expect(levels.filter((level) => level === 1)).to.have.length(1);
      expect(textOf(byTag(elements, 'h1')[0])).not.to.equal('');
      for (const [index, level] of levels.entries())
        expect(level - (levels[index - 1] ?? 0)).to.be.at.most(1);
    });

    it('has a header, a main and a footer, and a first link that skips to the main', () => {
      const body = byTag(elements, 'body')[0]!;
      const children = byTag(
        body.childNodes.filter((node) => 'tagName' in node),
        'header',
        'main',
        'footer',
      );
      expect(children.map((child) => child.tagName)).to.deep.equal(['header', 'main', 'footer']);
      expect(attribute(byTag(elements, 'a')[0], 'href')).to.equal('#main');
      expect(attribute(byTag(elements, 'main')[0], 'id')).to.equal('main');
    });

    it('says its language and direction', () => {
      const root = byTag(elements, 'html')[0];
      const isEnglish = name.endsWith('-en');
      expect([attribute(root, 'lang'), attribute(root, 'dir')]).to.deep.equal(
        isEnglish ? ['en', 'ltr'] : ['ar', 'rtl'],
      );
    });

    it('has one style, whose hash a policy can name, and no script that runs', () => {
      const styles = byTag(elements, 'style');
      expect(styles).to.have.length(1);
      const [content] = styles[0]!.childNodes;
      expect(sha256((content as { value: string }).value)).to.equal(sha256(stylesheet));
      for (const script of byTag(elements, 'script'))
        expect(attribute(script, 'type')).to.equal('application/ld+json');
      const attributes = elements.flatMap((element) => element.attrs.map((candidate) => candidate.name));
      expect(attributes.filter((attr) => attr === 'style' || attr.startsWith('on'))).to.deep.equal([]);
    });

    it('loads nothing from anywhere', () => {
      expect(byTag(elements, 'iframe', 'object', 'embed', 'video', 'audio', 'base', 'form')).to.deep.equal(
        [],
      );
      const loaded = byTag(elements, 'link').filter((link) =>
        ['icon', 'stylesheet', 'preload'].includes(attribute(link, 'rel') ?? ''),
      );
      expect(loaded.map((link) => attribute(link, 'href')?.slice(0, 19))).to.deep.equal([
        'data:image/svg+xml,',
      ]);
    });

    it('gives every section and every field a name, and no id twice', () => {
      const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
      expect(new Set(ids).size).to.equal(ids.length);
      for (const region of byTag(elements, 'nav'))
        expect(attribute(region, 'aria-label')).to.be.a('string').and.not.equal('');
      for (const region of elements.filter((element) => attribute(element, 'aria-labelledby') !== undefined))
        expect(ids).to.include(attribute(region, 'aria-labelledby'));
      const labelled = byTag(elements, 'label').map((label) => attribute(label, 'for'));
      expect(byTag(elements, 'input').map((input) => attribute(input, 'id'))).to.deep.equal(labelled);
    });

    it('links to absolute addresses of the web', () => {
      for (const link of byTag(elements, 'a').slice(1))
        expect(attribute(link, 'href')).to.match(/^https:\/\/[\w.]+\/[\x21-\x7e]*$/);
    });

    it('either names its own address or asks not to be kept', () => {
      const head = byTag(elements, 'link', 'meta');
      const canonical = head.filter((element) => attribute(element, 'rel') === 'canonical');
      const noindex = head.filter((element) => attribute(element, 'content') === 'noindex');
      expect(canonical.length + noindex.length).to.equal(1);
      expect(noindex.length).to.equal(/^(feed|error|pollers)/.test(name) ? 1 : 0);
    });

    it('announces the three feeds of each of its channels, and of an article’s section and authors', () => {
      const feeds = byTag(elements, 'link').filter((link) => attribute(link, 'rel') === 'alternate');
      // An article's two authors; those of lists have none.
      const counts: Readonly<Record<string, number>> = {
        'site-none': 0,
        'site-two': 2,
        item: 4,
        'item-en': 4,
      };
      const channels = counts[name] ?? (name.startsWith('item') ? 2 : name.startsWith('pollers') ? 0 : 1);
      expect(feeds.map((link) => attribute(link, 'type'))).to.deep.equal(
        Array.from({ length: channels }, () => [
          'application/rss+xml',
          'application/atom+xml',
          'application/feed+json',
        ]).flat(),
      );
    });

    it('marks what is breaking, in words', () => {
      for (const mark of byClass(elements, 'breaking')) expect(['عاجل', 'Breaking']).to.include(textOf(mark));
    });
  });
}
