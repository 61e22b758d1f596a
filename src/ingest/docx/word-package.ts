import path from 'node:path';
import { NashraError } from '../../domain/errors.ts';
import { openZip, type Zip } from './open-zip.ts';
import { childrenNamed, parseXmlTree, type XmlElement } from './xml-tree.ts';

/** Of all XML parts that are read together; the text of a long book is a quarter of it. */
const maxXmlBytes = 8 * 1024 * 1024;
const maxPictureBytes = 10 * 1024 * 1024;

/** What a part refers to by id; `target` is a URL when it is outside of the file, else the name of a part. */
export interface Relationship {
  readonly kind: string;
  readonly target: string;
  readonly isExternal: boolean;
}

export interface WordPart {
  readonly root: XmlElement;
  readonly relationships: ReadonlyMap<string, Relationship>;
}

export interface WordPackage {
  readonly document: WordPart;
  readonly styles?: WordPart;
  readonly numbering?: WordPart;
  readonly footnotes?: WordPart;
  readonly endnotes?: WordPart;
  /** `undefined` when there is no such part. All pictures together have a limit. */
  readonly readPicture: (name: string) => Uint8Array | undefined;
}

/**
 * The parts of a Word document that hold its text (ISO/IEC 29500-2 §6.5, -1 §11.3). Comments, headers, footers,
 * properties and embedded files are never opened. Throws `document_damaged`, `document_too_large`,
 * `document_locked`, `document_unsupported`.
 */
export function openWordPackage(bytes: Uint8Array): WordPackage {
  const zip = openZip(bytes);
  const readXml = xmlReader(zip);
  const main = Array.from(readRelationships(readXml, zip, '').values()).find(
    ({ kind, isExternal }) => kind === 'officeDocument' && !isExternal,
  );
  if (main === undefined || !zip.has(main.target)) throw unsupported();
  const document = readPart(readXml, zip, main.target);
  if (document.root.name !== 'w:document') throw unsupported();
  const related = (kind: string) => {
    const found = Array.from(document.relationships.values()).find((one) => one.kind === kind);
    return found === undefined || found.isExternal || !zip.has(found.target)
      ? {}
      : { [kind]: readPart(readXml, zip, found.target) };
  };
  return {
    document,
    ...related('styles'),
    ...related('numbering'),
    ...related('footnotes'),
    ...related('endnotes'),
    readPicture: pictureReader(zip),
  };
}

function xmlReader(zip: Zip): (name: string) => XmlElement {
  let restBytes = maxXmlBytes;
  return (name) => {
    const bytes = zip.read(name, restBytes);
    restBytes -= bytes.length;
    return parseXmlTree(decodeXml(bytes));
  };
}

/** XML 1.0 §4.3.3: UTF-16 has its mark, all else that Word documents may be is UTF-8 (ISO/IEC 29500-2 §6.2.5). */
function decodeXml(bytes: Uint8Array): string {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return new TextDecoder(mark, { fatal: true }).decode(bytes);
}

function readPart(readXml: (name: string) => XmlElement, zip: Zip, name: string): WordPart {
  return { root: readXml(name), relationships: readRelationships(readXml, zip, name) };
}

/** The relationships of a part; of the whole package when the name is empty. */
function readRelationships(
  readXml: (name: string) => XmlElement,
  zip: Zip,
  name: string,
): ReadonlyMap<string, Relationship> {
  const folder = path.posix.dirname(name);
  const relationshipsName = path.posix.join(folder, '_rels', `${path.posix.basename(name)}.rels`);
  if (!zip.has(relationshipsName)) return new Map();
  return new Map(
    childrenNamed(readXml(relationshipsName), 'rels:Relationship').map(({ attributes }) => {
      const { Id = '', Type = '', Target = '', TargetMode } = attributes;
      const isExternal = TargetMode === 'External';
      const target = isExternal ? Target : path.posix.join('/', folder, '.', Target).slice(1);
      const absolute = Target.startsWith('/') ? path.posix.normalize(Target).slice(1) : target;
      return [
        Id,
        { kind: Type.slice(Type.lastIndexOf('/') + 1), target: isExternal ? Target : absolute, isExternal },
      ];
    }),
  );
}

function pictureReader(zip: Zip): WordPackage['readPicture'] {
  let restBytes = maxPictureBytes;
  return (name) => {
    if (!zip.has(name)) return undefined;
    const bytes = zip.read(name, restBytes);
    restBytes -= bytes.length;
    return bytes;
  };
}

function unsupported(): NashraError {
  return new NashraError('document_unsupported', 'the archive holds no Word document');
}
