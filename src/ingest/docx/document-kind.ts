/** `docx` may turn out to be another archive; readDocx says so. */
export type DocumentKind = 'docx' | 'locked' | 'unsupported';

/** [MS-CFB] §2.2: Word before 2007, and what it packs a document with a password into. */
const oleSignature = '\xD0\xCF\x11\xE0';
/** [MS-OFFCRYPTO] §1.3.2, the name of a stream, in UTF-16LE. */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le');
const openDocument = 'mimetypeapplication/vnd.oasis.opendocument';

/**
 * What an office program wrote, by the first bytes and never by the name: `locked` and `unsupported` are refused with
 * `document_locked` and `document_unsupported`. `undefined` for everything else.
 */
export function findDocumentKind(bytes: Uint8Array): DocumentKind | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const head = file.toString('latin1', 0, 200);
  if (head.startsWith(oleSignature)) return file.includes(encryptedStream) ? 'locked' : 'unsupported';
  if (head.startsWith('PK\x03\x04')) return head.includes(openDocument) ? 'unsupported' : 'docx';
  return head.startsWith('%PDF-') || head.startsWith('{\\rtf') ? 'unsupported' : undefined;
}
