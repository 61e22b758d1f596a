import { expect } from 'chai';
import { findDocumentKind } from '../../../src/ingest/docx/document-kind.ts';
import { wordDocument, zipOf } from '../../support/word-document.ts';

const ole = '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1';

describe('what an office program wrote', () => {
  it('is known by its bytes', () => {
    const kindOf = (content: string) => findDocumentKind(Buffer.from(content, 'latin1'));
    expect(findDocumentKind(wordDocument(''))).to.equal('docx');
    expect(
      findDocumentKind(zipOf({ ' ': '', mimetype: 'application/vnd.oasis.opendocument.text' })),
    ).to.equal('unsupported');
    expect(kindOf(`${ole}\0\0W\0o\0r\0d\0`)).to.equal('unsupported');
    expect(kindOf(`${ole}${Buffer.from('EncryptedPackage', 'utf16le').toString('latin1')}`)).to.equal(
      'locked',
    );
    expect(kindOf('%PDF-1.7')).to.equal('unsupported');
    expect(kindOf('{\\rtf1\\ansi')).to.equal('unsupported');
    expect(findDocumentKind(Buffer.from('PK ليس أرشيفًا'))).to.equal(undefined);
    expect(findDocumentKind(new Uint8Array())).to.equal(undefined);
  });
});
