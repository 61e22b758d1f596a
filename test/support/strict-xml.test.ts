import { expect } from 'chai';
import { getChild, listChildren, parseStrictXml } from './strict-xml.ts';

const refused: Readonly<Record<string, string>> = {
  'an element that is not closed': '<خبر><عنوان></خبر>',
  'an ampersand that begins no entity': '<title>أخبار & آراء</title>',
  'an entity that XML does not have': '<title>أخبار&nbsp;آراء</title>',
  'an attribute that is given twice': '<item a="1" a="2"/>',
  'a prefix that is bound to no namespace': '<dc:creator>سلمى</dc:creator>',
  'a control character': '<title>خبر\u0008</title>',
  'a reference to a control character': '<title>خبر&#8;</title>',
  'U+FFFE': '<title>خبر\uFFFE</title>',
  'a lone surrogate': '<title>خبر\uD83D</title>',
  'the end of a CDATA section in text': '<title>خبر ]]> خبر</title>',
  'text after the root': '<title>خبر</title>خبر',
  'two roots': '<a/><b/>',
  'no root': '<!-- خبر -->',
  'a line before the XML declaration': '\n<?xml version="1.0"?><title>خبر</title>',
  'an encoding other than UTF-8': '<?xml version="1.0" encoding="windows-1256"?><title>خبر</title>',
  'XML 1.1': '<?xml version="1.1"?><title>خبر</title>',
  'a DOCTYPE': '<!DOCTYPE rss [<!ENTITY x "خبر">]><rss>خبر</rss>',
};

describe('the strict XML parser', () => {
  for (const [fault, document] of Object.entries(refused)) {
    it(`refuses ${fault}`, () => {
      expect(() => parseStrictXml(document)).to.throw();
    });
  }

  it('gives elements by local name and namespace', () => {
    const root = parseStrictXml(
      '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>سلمى</dc:creator></rss>',
    );
    expect(root).to.deep.equal({
      name: 'rss',
      uri: '',
      attributes: {},
      children: [
        {
          name: 'creator',
          uri: 'http://purl.org/dc/elements/1.1/',
          attributes: {},
          children: [],
          text: 'سلمى',
        },
      ],
      text: 'سلمى',
    });
  });

  it('gives attributes by the name as written, without namespace declarations', () => {
    const root = parseStrictXml('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar" a="&lt;ب&gt;"/>');
    expect(root.uri).to.equal('http://www.w3.org/2005/Atom');
    expect(root.attributes).to.deep.equal({ 'xml:lang': 'ar', a: '<ب>' });
  });

  it('joins text, CDATA sections and the text of children in their order', () => {
    const root = parseStrictXml('<p>أول <b>ثانٍ</b><![CDATA[ <ثالث> & ]]>رابع &amp; &#x62E;امس 🔴</p>');
    expect(root.text).to.equal('أول ثانٍ <ثالث> & رابع & خامس 🔴');
  });

  it('finds children by name, in one namespace or in any', () => {
    const root = parseStrictXml('<c xmlns:a="urn:a"><link>١</link><a:link>٢</a:link><title>ع</title></c>');
    expect(listChildren(root, 'link').map(({ text }) => text)).to.deep.equal(['١', '٢']);
    expect(listChildren(root, 'link', 'urn:a').map(({ text }) => text)).to.deep.equal(['٢']);
    expect(getChild(root, 'title').text).to.equal('ع');
  });

  it('refuses to choose among several children, or none', () => {
    const root = parseStrictXml('<c><link/><link/></c>');
    expect(() => getChild(root, 'link')).to.throw('2 elements link');
    expect(() => getChild(root, 'title')).to.throw('0 elements title');
  });
});
