/*
 * The tags that survive Miniflux, Feedbin, FreshRSS and MSN alike (ARABIC.md §2 item 7) and what the article's tables
 * and marks need. None of them loads anything but a picture, runs anything or leaves the flow of the text. A name
 * without a reason fails a test.
 */

/** Each tag of published HTML, and why it is there. */
export const allowedTags: Readonly<Record<string, string>> = {
  p: 'every paragraph of the text',
  h2: 'headings of sections; h1 is the reader’s own, for the title',
  h3: 'headings inside a section',
  ul: 'key points and bullets',
  ol: 'steps whose order counts',
  li: 'one point or step of a list',
  blockquote: 'statements quoted at length',
  a: 'sources that the article names',
  strong: 'stress as the writer set it',
  em: 'titles of works and stress in Latin script',
  sub: 'CO₂ and other formulas, which read wrong on the line',
  sup: 'powers and ordinals, which read wrong on the line: 100م2',
  br: 'verses, and lines of an address',
  figure: 'a picture together with its caption',
  img: 'pictures of the story',
  figcaption: 'what a picture shows and who took it',
  table: 'results and prices in rows and columns',
  thead: 'headings of columns, repeated on each printed page',
  tbody: 'the rows; a browser would add it, and both readings must be one tree',
  tr: 'one row of a table',
  th: 'the heading of a row or column, read out with its cells',
  td: 'one cell of a table',
  div: 'a part with a direction of its own',
  span: 'Latin words inside Arabic, with their direction',
};

/** Each attribute, by tag, and why it is there; `*` is every tag. Values are checked where the attribute is read. */
export const allowedAttributes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '*': {
    dir: 'the direction of a part that differs from the text round it: rtl, ltr or auto',
    lang: 'the language of such a part, for fonts and voices: a BCP 47 tag',
  },
  a: { href: 'where the source is: absolute, http, https or mailto' },
  img: {
    src: 'the picture: absolute, http or https, or a file that Nashra serves',
    alt: 'what those hear who don’t see the picture',
    width: 'keeps the page from jumping when the picture comes: whole pixels',
    height: 'keeps the page from jumping when the picture comes: whole pixels',
  },
};

/** Tags whose content is no text of an article, so it goes with them. */
export const tagsWithoutText: readonly string[] =
  'script style textarea option select xmp noscript noembed noframes template title head iframe object embed applet svg math plaintext canvas audio video dialog'.split(
    ' ',
  );
