import { expect } from 'chai';
import { entriesOf } from '../../src/ingest/feed-entries.ts';

describe('the entries of a feed', () => {
  it('are all kept when they share an id or an address that names none of them', () => {
    for (const shared of [{ url: 'https://x.example/' }, { id: '0' }]) {
      const items = ['أولى', 'ثانية', 'ثالثة'].map((title) => ({
        ...shared,
        title,
        content_text: `نص ${title}`,
      }));
      expect(entriesOf(items, 'UTC')).to.have.length(3);
    }
  });

  it('are one where an entry was written twice', () => {
    const items = [1, 2].map((version) => ({ id: 'urn:1', title: 'خبر', content_text: `نص ${version}` }));
    expect(entriesOf(items, 'UTC')).to.have.length(1);
  });

  it('are cut where they are nested deeper than any article', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`);
    expect(entriesOf([{ id: '1', title: 'خبر', deep }], 'UTC')).to.have.length(1);
  });
});
