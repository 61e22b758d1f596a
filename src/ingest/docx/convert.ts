import { NashraError } from '../../domain/errors.ts';
import { numberingIds } from './tidy-blocks.ts';
import type { TidyDocument } from './tidy-document.ts';
import { element } from './tidy-runs.ts';
import type { WordPackage } from './word-package.ts';
import { formatXmlTree } from './xml-tree.ts';

export interface ConvertedDocument {
  readonly html: string;
  /** Pictures that no reader of feeds could show, or that are missing. */
  readonly lostPictures: number;
  /** Characters of fonts that are drawings: what they mean is known to the font alone. */
  readonly lostSymbols: number;
}

const roles = ['title', 'subtitle', 'quote', 'caption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const listDepths = Array.from({ length: 9 }, (_, index) => index + 1);
const styleMap = [
  'p.title => h1:fresh',
  'p.subtitle => h2:fresh',
  'p.quote => blockquote > p:fresh',
  'p.caption => p:fresh',
  ...[1, 2, 3, 4, 5, 6].map((level) => `p.h${level} => h${level}:fresh`),
  ...listDepths.map(
    (depth) => `p:unordered-list(${depth}) => ${'ul|ol > li > '.repeat(depth - 1)}ul > li:fresh`,
  ),
  ...listDepths.map(
    (depth) => `p:ordered-list(${depth}) => ${'ul|ol > li > '.repeat(depth - 1)}ol > li:fresh`,
  ),
];

/** First bytes of the pictures that every reader shows. */
const pictureTypes: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG\r\n/, 'image/png'],
  [/^\xFF\xD8\xFF/, 'image/jpeg'],
  [/^GIF8/, 'image/gif'],
  [/^RIFF....WEBP/s, 'image/webp'],
  [/^....ftypavif/s, 'image/avif'],
];

/** HTML of a tidied document: mammoth sees nothing else, and no archive. Pictures are in it as `data:` URLs. */
export async function convertDocument(
  document: TidyDocument,
  parts: WordPackage,
): Promise<ConvertedDocument> {
  // Loaded when the first document comes: it takes as long as all of the rest.
  const { default: mammoth } = await import('mammoth');
  let lostPictures = 0;
  let fault: unknown;
  const pictureAddress = (id: string): string => {
    const picture = document.pictures.get(id);
    if (picture?.isExternal === true) return /^https?:\/\//i.test(picture.target) ? picture.target : '';
    const bytes = picture === undefined ? undefined : parts.readPicture(picture.target);
    return bytes === undefined ? '' : dataUrl(bytes);
  };
  const convertImage = mammoth.images.imgElement(async (image) => {
    // `path` is no encoding but a word between this function and the reader of files below.
    const path = await image.read('path');
    try {
      const src = pictureAddress(path);
      if (src === '') lostPictures += 1;
      return { src };
    } catch (error) {
      fault ??= error;
      return { src: '' };
    }
  });
  // Of mammoth's inputs the one that is no archive, which its types leave out.
  const input = { file: filesOf(document) } as unknown as { buffer: Buffer };
  const options = { styleMap, includeDefaultStyleMap: false, includeEmbeddedStyleMap: false, convertImage };
  const { value, messages } = await mammoth.convertToHtml(input, options);
  if (fault !== undefined) throw fault;
  return {
    html: value.replace(/<img(?: alt="[^"]*")? src="" \/>/g, ''),
    lostPictures,
    lostSymbols: messages.filter(({ message }) => message.startsWith('A w:sym element')).length,
  };
}

function dataUrl(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const head = buffer.toString('latin1', 0, 16);
  const type = pictureTypes.find(([pattern]) => pattern.test(head))?.[1];
  return type === undefined ? '' : `data:${type};base64,${buffer.toString('base64')}`;
}

interface Files {
  readonly exists: (name: string) => boolean;
  readonly read: (name: string, encoding?: string) => Promise<string>;
}

function filesOf({ blocks, pictures, links }: TidyDocument): Files {
  const body = element('w:document', {}, [element('w:body', {}, blocks)]);
  const targets = [...Array.from(pictures.keys(), (id) => [id, id] as const), ...links];
  const relationships = targets.map(([Id, Target]) => element('rels:Relationship', { Id, Target }));
  const files = new Map([
    ['word/document.xml', formatXmlTree(body)],
    ['word/_rels/document.xml.rels', formatXmlTree(element('rels:Relationships', {}, relationships))],
    ['word/styles.xml', stylesXml],
    ['word/numbering.xml', numberingXml],
  ]);
  return {
    exists: (name) => files.has(name),
    read: async (name, encoding) => {
      if (encoding === 'path') return name.slice('word/'.length);
      const file = files.get(name);
      if (file === undefined) throw new NashraError('document_damaged', `no part ${name}`);
      return file;
    },
  };
}

const stylesXml = formatXmlTree(
  element(
    'w:styles',
    {},
    roles.map((id) =>
      element('w:style', { 'w:type': 'paragraph', 'w:styleId': id }, [element('w:name', { 'w:val': id })]),
    ),
  ),
);

const numberingXml = formatXmlTree(
  element('w:numbering', {}, [
    ...Object.values(numberingIds).map((id) =>
      element(
        'w:abstractNum',
        { 'w:abstractNumId': id },
        listDepths.map((depth) =>
          element('w:lvl', { 'w:ilvl': String(depth - 1) }, [
            element('w:numFmt', { 'w:val': id === numberingIds.bullets ? 'bullet' : 'decimal' }),
          ]),
        ),
      ),
    ),
    ...Object.values(numberingIds).map((id) =>
      element('w:num', { 'w:numId': id }, [element('w:abstractNumId', { 'w:val': id })]),
    ),
  ]),
);
