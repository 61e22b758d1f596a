import { expect } from 'chai';
import type { Channel } from '../../../src/domain/channel.ts';
import { type FacetKind, facetOf, selectionOf } from '../../../src/domain/selection.ts';
import { renderChannelPage } from '../../../src/render/pages/channel-page.ts';
import { attribute, byClass, byTag, descendantsOf, elementsOf, textOf } from './dom.ts';
import { arabic, arabicChannel } from './samples.ts';

/** The page of all that the channel has of one desk, author, agency or tag. */
function partPage(kind: FacetKind, label: string, channel: Channel = arabicChannel) {
  const selection = selectionOf(channel, facetOf(kind, label)!);
  return elementsOf(renderChannelPage({ ...arabic, channel, selection }));
}

const desksIn = (page: ReturnType<typeof elementsOf>) =>
  byTag(byClass(page, 'desks').flatMap(descendantsOf), 'a');

describe('the page of a channel', () => {
  it('leads to each of its desks', () => {
    const desks = desksIn(elementsOf(renderChannelPage(arabic)));
    expect(desks.map((link) => textOf(link))).to.deep.equal(arabicChannel.sections.map(({ label }) => label));
    expect(attribute(desks[1], 'href')).to.equal('https://nashra.example/ar/sections/economy/');
    expect(desks.map((link) => attribute(link, 'aria-current'))).to.deep.equal(desks.map(() => undefined));
  });

  it('has no list of desks where the channel has none', () => {
    const channel = { ...arabicChannel, sections: [] };
    expect(desksIn(elementsOf(renderChannelPage({ ...arabic, channel })))).to.deep.equal([]);
  });

  it('marks the desk whose page it is, and leaves the desks out of authors’ pages', () => {
    const current = desksIn(partPage('section', 'economy')).filter(
      (link) => attribute(link, 'aria-current') === 'page',
    );
    expect(current.map((link) => textOf(link))).to.deep.equal(['اقتصاد وأعمال']);
    expect(desksIn(partPage('author', 'ليلى حداد'))).to.deep.equal([]);
  });

  it('leads from an author’s stories to the page that the configuration gives, in whatever spelling', () => {
    const uri = 'https://nashra.example/people/ahmad';
    const channel = { ...arabicChannel, authors: [{ name: 'أحمد الخطيب', uri }] };
    const linksOf = (name: string) =>
      byTag(byClass(partPage('author', name, channel), 'person').flatMap(descendantsOf), 'a');
    expect(linksOf('احمد الخطيب').map((link) => attribute(link, 'href'))).to.deep.equal([uri]);
    expect(linksOf('ليلى حداد')).to.deep.equal([]);
  });
});
