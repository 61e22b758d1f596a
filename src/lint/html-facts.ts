import { Parser } from 'htmlparser2';

/** An address that HTML refers to. */
export interface HtmlAddress {
  readonly attribute: 'href' | 'src';
  readonly value: string;
}

export interface HtmlPicture {
  readonly src: string;
  readonly width?: number;
  readonly height?: number;
}

/** What the rules want to know of an item's HTML. */
export interface HtmlFacts {
  /** What a reader reads, in one line. */
  readonly text: string;
  /** Names in lower case. */
  readonly tags: ReadonlySet<string>;
  /** Of the first element: `rtl`, `ltr`, `auto`, or absent when it has none. */
  readonly direction?: string;
  readonly addresses: readonly HtmlAddress[];
  readonly pictures: readonly HtmlPicture[];
  readonly hasScript: boolean;
}

const blocks = new Set(
  'p br div h1 h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption table tr td th hr pre'.split(' '),
);
const silent = new Set(['script', 'style']);
const scripted = new Set(['script', 'object', 'embed', 'applet']);

/** Parsers of HTML take time by the square of the depth, and no rule needs more of an article. */
export const sampleLength = 100_000;

/** HTML of any quality, of a very long one the start; text without tags is itself. */
export function htmlFacts(html: string): HtmlFacts {
  const parts: string[] = [];
  const tags = new Set<string>();
  const addresses: HtmlAddress[] = [];
  const pictures: HtmlPicture[] = [];
  let direction: string | undefined;
  let hasScript = false;
  let silentDepth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (tags.size === 0) direction = attributes.dir?.trim().toLowerCase();
        tags.add(name);
        if (silent.has(name)) silentDepth += 1;
        if (blocks.has(name)) parts.push(' ');
        hasScript ||= scripted.has(name) || Object.keys(attributes).some((key) => /^on[a-z]+$/.test(key));
        for (const attribute of ['href', 'src'] as const) {
          const value = attributes[attribute];
          if (value !== undefined) addresses.push({ attribute, value });
        }
        if (name === 'img') pictures.push(pictureOf(attributes));
      },
      ontext: (text) => void (silentDepth === 0 && parts.push(text)),
      onclosetag(name) {
        if (silent.has(name)) silentDepth -= 1;
        if (blocks.has(name)) parts.push(' ');
      },
    },
    { decodeEntities: true },
  );
  parser.end(html.slice(0, sampleLength));
  const text = parts.join('').replace(/\s+/g, ' ').trim();
  const facts = { text, tags, addresses, pictures, hasScript };
  return direction === undefined ? facts : { ...facts, direction };
}

function pictureOf({ src = '', width, height }: Readonly<Record<string, string>>): HtmlPicture {
  return { src, ...pixels('width', width), ...pixels('height', height) };
}

function pixels(name: 'width' | 'height', value: string | undefined): Partial<HtmlPicture> {
  return value !== undefined && /^\d{1,5}(?:px)?$/.test(value.trim())
    ? { [name]: Number.parseInt(value, 10) }
    : {};
}

const opensWithTag =
  /^\s*<(?:p|div|span|strong|em|b|i|u|a|img|ul|ol|h[1-6]|blockquote|figure|table|br)(?:\s[^<>]*)?\/?>/i;
const endsParagraph = /<\/(?:p|div|li|h[1-6])>|<br\s*\/?>|<(?:img|a)\s[^<>]*(?:src|href)=/i;

/** Whether plain text is HTML all the same; an article about HTML may name a tag or two. */
export function looksLikeHtml(text: string): boolean {
  return opensWithTag.test(text) || endsParagraph.test(text);
}
