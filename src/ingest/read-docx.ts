import { NashraError } from '../domain/errors.ts';
import { convertDocument } from './docx/convert.ts';
import { tidyDocument } from './docx/tidy-document.ts';
import { openWordPackage } from './docx/word-package.ts';
import type { HtmlReading } from './html-reading.ts';
import { refusal, warning } from './messages.ts';

/** A document carries its pictures; text alone would need no such size. */
export const maxDocumentBytes = 10 * 1024 * 1024;

/**
 * A Word document (ISO/IEC 29500): its text as it would be if all tracked changes were accepted, without comments,
 * headers, hidden text and what nobody filled in of a form. Notes stand at the end, each after its mark. A headline
 * in the style of titles is a fact. The document's properties are none: Word's author is who the computer belongs to,
 * its title and date come from the file that this one was once copied from.
 *
 * Throws `document_damaged`, `document_too_large`, `document_locked`, `document_unsupported`, `text_malformed`, and
 * nothing else.
 */
export async function readDocx(bytes: Uint8Array, language: string): Promise<HtmlReading> {
  try {
    if (bytes.length > maxDocumentBytes) throw new NashraError('document_too_large', 'the file');
    const parts = openWordPackage(bytes);
    const document = tidyDocument(parts);
    const { html, lostPictures, lostSymbols } = await convertDocument(document, parts);
    const { title, subtitle, findings } = document;
    return {
      html,
      facts: { ...(title === undefined ? {} : { title }), ...(subtitle === undefined ? {} : { subtitle }) },
      media: [],
      warnings: [
        ...Array.from(findings, ([code, words]) => warning(code, language, undefined, words)),
        ...(lostPictures > 0 ? [warning('picture_unreadable', language)] : []),
        ...(lostSymbols > 0 ? [warning('symbol_unreadable', language)] : []),
      ],
    };
  } catch (error) {
    // Whatever else a library throws is about a document that Word would not have written.
    const code = error instanceof NashraError ? error.code : 'document_damaged';
    throw refusal(code, language, { cause: error });
  }
}
