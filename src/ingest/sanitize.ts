import sanitizeHtml from 'sanitize-html';
import { allowedAttributes, allowedTags, tagsWithoutText } from './allow-list.ts';
import { nestHtml } from './nest-html.ts';
import { withoutDepths } from './shallow-html.ts';
import { isTrackingPixel } from './tracking-pixel.ts';
import { linkAddress, pictureAddress } from './web-address.ts';

const options: sanitizeHtml.IOptions = {
  allowedTags: Object.keys(allowedTags),
  allowedAttributes: Object.fromEntries(
    Object.entries(allowedAttributes).map(([tag, attributes]) => [tag, Object.keys(attributes)]),
  ),
  nonTextTags: [...tagsWithoutText],
  // Addresses are checked and written anew below; what sanitize-html knows of schemes stands behind that. It takes
  // an address of Nashra's own files for a relative one, which the check below has refused already.
  allowedSchemes: ['https', 'http', 'mailto'],
  allowedSchemesByTag: { img: ['https', 'http'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nestingLimit: 100,
  transformTags: { '*': checkTag },
};

/** No tag of the allow list, so sanitize-html leaves the tag out and keeps what it holds. */
const left: sanitizeHtml.Tag = { tagName: 'left-out', attribs: {} };
const directions = new Set(['rtl', 'ltr', 'auto']);
const languageTag = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;
const pixels = /^[1-9]\d{0,4}$/;
/** Controls that browsers drop or replace, noncharacters that XML refuses, and halves of surrogate pairs. */
const unreadable =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * HTML that no reader has to fear: only tags and attributes of the allow list, every tag closed and in its place, so
 * that all parsers read one tree. Text stays as it was but for control characters. Of itself it makes itself.
 *
 * Links carry no `rel`: it is the page's business, and readers that open links set their own.
 */
export function sanitize(html: string): string {
  const clean = sanitizeHtml(withoutDepths(html), options);
  return nestHtml(clean.replace(/\r\n?/g, '\n').replace(unreadable, ''));
}

function checkTag(tagName: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const general = checkDirectionAndLanguage(attributes);
  if (tagName === 'a') {
    const href = linkAddress(attributes.href ?? '');
    return href === undefined ? left : { tagName, attribs: { href, ...general } };
  }
  if (tagName === 'img') return checkPicture(attributes, general);
  if (tagName === 'span' && Object.keys(general).length === 0) return left;
  return { tagName, attribs: general };
}

function checkDirectionAndLanguage({ dir = '', lang = '' }: sanitizeHtml.Attributes): Record<string, string> {
  const direction = dir.trim().toLowerCase();
  return {
    ...(directions.has(direction) ? { dir: direction } : {}),
    ...(languageTag.test(lang) ? { lang } : {}),
  };
}

function checkPicture(
  attributes: sanitizeHtml.Attributes,
  general: Record<string, string>,
): sanitizeHtml.Tag {
  const { alt = '', width = '', height = '' } = attributes;
  const src = pictureAddress(attributes.src ?? '');
  if (src === undefined || isTrackingPixel({ ...attributes, src })) return left;
  return {
    tagName: 'img',
    attribs: {
      src,
      alt,
      ...(pixels.test(width) ? { width } : {}),
      ...(pixels.test(height) ? { height } : {}),
      ...general,
    },
  };
}
