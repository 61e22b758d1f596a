import sanitizeHtml from 'sanitize-html';

/*
 * The tags that survive Miniflux, Feedbin, FreshRSS and MSN alike (ARABIC.md §2 item 7). None of them loads anything
 * but a picture, runs anything or leaves the flow of the text.
 */
const options: sanitizeHtml.IOptions = {
  allowedTags: [
    'p', // every paragraph
    'h2', // headings of sections; h1 is the reader's own, for the title
    'h3', // headings inside a section
    'ul', // key points and bullets
    'ol', // steps whose order counts
    'li',
    'blockquote', // statements at length
    'a', // sources, cited
    'strong', // stress as the writer set it
    'em',
    'br', // verses
    'figure', // a picture with its caption and credit
    'img',
    'figcaption',
    'div', // a part with a direction of its own
    'span', // Latin words inside Arabic, with direction and language
  ],
  allowedAttributes: {
    '*': ['dir', 'lang'], // values are checked below
    a: ['href'],
    img: ['src', 'alt', 'width', 'height'],
  },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowedSchemesByTag: { img: ['https', 'http'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: { '*': checkDirectionAndLanguage },
};

const directions = new Set(['rtl', 'ltr', 'auto']);
const languageTag = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

/** HTML that no reader has to fear; text and allowed markup stay as they were. */
export function sanitize(html: string): string {
  return sanitizeHtml(html, options).replaceAll('<br />', '<br>');
}

function checkDirectionAndLanguage(tagName: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const { dir, lang, ...others } = attributes;
  return {
    tagName,
    attribs: {
      ...others,
      ...(dir !== undefined && directions.has(dir) ? { dir } : {}),
      ...(lang !== undefined && languageTag.test(lang) ? { lang } : {}),
    },
  };
}
