import { escapeHtml } from '../text/html.ts';
import { attributeOf, type DomElement } from './dom.ts';
import { isTrackingPixel } from './tracking-pixel.ts';

/** Where pages that load pictures late keep the address. */
const lateSources = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-url',
  'data-hi-res-src',
];
const lateSets = ['srcset', 'data-srcset', 'data-lazy-srcset'];
/** A picture inside the page that only keeps the place of one that comes late. */
const placeholder = /^data:image\/(?:gif|svg\+xml)|^about:blank$/i;
const maxPlaceholderLength = 4000;
const emojiOnly = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;
const pixels = /^\s*(\d{1,5})(?:px)?\s*$/;

export type Picture =
  | { readonly kind: 'picture'; readonly html: string }
  | { readonly kind: 'text'; readonly text: string };

/**
 * What an `<img>` shows: a picture, or the emoji that messengers write as one. `undefined` for tracking pixels,
 * for pictures of which only the place is there, and for files on the writer's own machine.
 */
export function readPicture(element: DomElement): Picture | undefined {
  const alt = attributeOf(element, 'alt') ?? '';
  if (alt !== '' && emojiOnly.test(alt)) return { kind: 'text', text: alt };
  const src = sourceOf(element);
  if (src === undefined || /^(?:file|blob|cid|about):/i.test(src)) return undefined;
  const isResponsive = element.getAttribute('layout') === 'responsive';
  const width = isResponsive ? undefined : attributeOf(element, 'width');
  const height = isResponsive ? undefined : attributeOf(element, 'height');
  if (
    isTrackingPixel({
      src,
      ...(width && { width }),
      ...(height && { height }),
      style: element.getAttribute('style') ?? '',
    })
  )
    return undefined;
  const size = [sideAttribute('width', width), sideAttribute('height', height)].join('');
  return { kind: 'picture', html: `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}"${size}>` };
}

function sourceOf(element: DomElement): string | undefined {
  const src = attributeOf(element, 'src');
  if (src !== undefined && !isPlaceholder(src)) return src;
  const late = lateSources.map((name) => attributeOf(element, name)).find((value) => value !== undefined);
  return (
    late ?? lateSets.map((name) => largestOf(attributeOf(element, name))).find((value) => value !== undefined)
  );
}

function isPlaceholder(src: string): boolean {
  return src.length < maxPlaceholderLength && placeholder.test(src);
}

/** HTML Standard, srcset: candidates parted by commas, each with a width or density. */
function largestOf(set: string | undefined): string | undefined {
  const candidates = (set ?? '').split(/,\s+/).map((candidate) => {
    const [address = '', size = '1'] = candidate.trim().split(/\s+/);
    return { address, size: Number.parseFloat(size) || 1 };
  });
  const best = candidates.reduce((one, other) => (other.size > one.size ? other : one), {
    address: '',
    size: 0,
  });
  return best.address === '' || isPlaceholder(best.address) ? undefined : best.address;
}

function sideAttribute(name: string, value: string | undefined): string {
  const side = pixels.exec(value ?? '')?.[1];
  return side === undefined ? '' : ` ${name}="${side}"`;
}
