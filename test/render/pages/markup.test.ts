import { expect } from 'chai';
import { formatMarkup, html, raw } from '../../../src/render/pages/markup.ts';

describe('markup', () => {
  it('escapes a string for text and for an attribute', () => {
    const hostile = `"><b a='1'>&amp;`;
    expect(formatMarkup(html`<p title="${hostile}">${hostile}</p>`)).to.equal(
      `<p title="&quot;&gt;&lt;b a='1'&gt;&amp;amp;">&quot;&gt;&lt;b a='1'&gt;&amp;amp;</p>`,
    );
  });

  it('passes markup once made, and what somebody vouches for', () => {
    expect(formatMarkup(html`<p>${html`<b>${'<'}</b>`}${raw('<hr>')}</p>`)).to.equal(
      '<p><b>&lt;</b><hr></p>',
    );
  });

  it('joins arrays of any depth and makes nothing of undefined', () => {
    expect(formatMarkup(html`${['a', [html`<br>`, '<'], undefined, 3]}.`)).to.equal('a<br>&lt;3.');
  });

  it('does not take an object that looks like markup for markup', () => {
    const forged = JSON.parse('{"markup":"<script>","length":0}');
    expect(() => formatMarkup(html`${forged}`)).to.throw();
  });
});
