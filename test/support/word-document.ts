import { crc32, deflateRawSync } from 'node:zlib';

type Parts = Readonly<Record<string, string | Uint8Array>>;

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${office}"`,
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ');

/** One white pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

/** A ZIP archive as Word writes it: every second entry stored, the others deflated. */
export function zipOf(parts: Parts): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [index, [name, content]] of Object.entries(parts).entries()) {
    const bytes = Buffer.from(content);
    const packed = index % 2 === 0 ? deflateRawSync(bytes) : bytes;
    const nameBytes = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(index % 2 === 0 ? 8 : 0, 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, nameBytes, packed]);
    locals.push(local);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, place, nameBytes]));
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(Buffer.concat(centrals).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}

const style = (id: string, name: string, type = 'paragraph', more = '') =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;

const styles = [
  style('a', 'Normal'),
  // As the Arabic Word names them: English names under ids of its own.
  style('1', 'heading 1'),
  style('2', 'heading 2'),
  style('a3', 'Title'),
  style('a4', 'Subtitle'),
  style('a5', 'Quote'),
  style('a6', 'List Paragraph'),
  // As Pages and people name them.
  style('pages1', 'عنوان ٢'),
  style('pagesTitle', 'العنوان'),
  style('desk', 'مانشيت الجريدة', 'paragraph', '<w:basedOn w:val="a3"/>'),
  style('outlined', 'فقرة كبيرة', 'paragraph', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
  style('bullets', 'List Bullet', 'paragraph', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
  style('ac', 'Strong', 'character', '<w:rPr><w:b/><w:bCs/></w:rPr>'),
].join('');

const level = (index: number, format: string) =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/></w:lvl>`;
const numbering = [
  `<w:abstractNum w:abstractNumId="0">${[0, 1, 2].map((index) => level(index, 'bullet')).join('')}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="1">${[0, 1, 2].map((index) => level(index, 'arabicAbjad')).join('')}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="2">${level(0, 'none')}</w:abstractNum>`,
  ...[1, 2, 3].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id - 1}"/></w:num>`),
].join('');

const relationship = (id: string, kind: string, target: string, mode = '') =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"${mode}/>`;
const relationshipsOf = (list: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
const rootOf = (name: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:${name} ${namespaces}>${content}</w:${name}>`;

/** A paragraph of Arabic as Word writes one; `properties` is what stands in `w:pPr`. */
export function paragraph(content: string, properties = ''): string {
  return `<w:p w:rsidR="00A77B3E"><w:pPr>${properties}<w:bidi/></w:pPr>${content}</w:p>`;
}

export function run(text: string, properties = ''): string {
  return `<w:r w:rsidRPr="00B1"><w:rPr>${properties}<w:rFonts w:hint="cs"/><w:rtl/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

export function styled(id: string, text: string): string {
  return paragraph(run(text), `<w:pStyle w:val="${id}"/>`);
}

export function item(text: string, numberingId: number, level = 0): string {
  return paragraph(
    run(text),
    `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numberingId}"/></w:numPr>`,
  );
}

export function picture(id: string, description: string, attribute = 'embed'): string {
  const graphic = `<a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip r:${attribute}="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>`;
  return `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="صورة 1" descr="${description}"/>${graphic}</wp:inline></w:drawing></w:r>`;
}

/** The parts of a document around its body; `more` adds parts, or takes the place of these. */
export function wordParts(body: string, more: Parts = {}): Parts {
  return {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/></Types>',
    '_rels/.rels': relationshipsOf([relationship('rId1', 'officeDocument', 'word/document.xml')]),
    'word/document.xml': rootOf('document', `<w:body>${body}<w:sectPr><w:bidi/></w:sectPr></w:body>`),
    'word/_rels/document.xml.rels': relationshipsOf([
      relationship('rId1', 'styles', 'styles.xml'),
      relationship('rId2', 'numbering', 'numbering.xml'),
      relationship('rId3', 'image', 'media/image1.png'),
      relationship(
        'rId4',
        'hyperlink',
        'https://example.org/%D8%AE%D8%A8%D8%B1?a=1&amp;b=2',
        ' TargetMode="External"',
      ),
      relationship('rId5', 'footnotes', '/word/footnotes.xml'),
      relationship('rId6', 'image', 'https://example.org/photo.jpg', ' TargetMode="External"'),
      relationship('rId7', 'image', 'media/image2.emf'),
      relationship('rId8', 'image', '../../etc/passwd'),
    ]),
    'word/styles.xml': rootOf('styles', styles),
    'word/numbering.xml': rootOf('numbering', numbering),
    'word/footnotes.xml': rootOf(
      'footnotes',
      `<w:footnote w:type="separator" w:id="-1">${paragraph('<w:r><w:separator/></w:r>')}</w:footnote>` +
        `<w:footnote w:id="1">${paragraph(`<w:r><w:footnoteRef/></w:r>${run(' بحسب سجل البلدية.')}`)}</w:footnote>`,
    ),
    'word/comments.xml': rootOf(
      'comments',
      `<w:comment w:id="0">${paragraph(run('تعليق سري للمحرر'))}</w:comment>`,
    ),
    'word/media/image1.png': png,
    'word/media/image2.emf': Buffer.from('\x01\x00\x00\x00 EMF'),
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:title>قالب قديم</dc:title><dc:creator>HP</dc:creator></cp:coreProperties>',
    ...more,
  };
}

export function wordDocument(body: string, more: Parts = {}): Buffer {
  return zipOf(wordParts(body, more));
}
