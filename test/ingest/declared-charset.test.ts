import { expect } from 'chai';
import { declaredCharset, encodingOfLabel } from '../../src/ingest/declared-charset.ts';

const declared = (document: string) => declaredCharset(Buffer.from(document, 'latin1'));

describe('declaredCharset', () => {
  const named: readonly (readonly [document: string, charset: string])[] = [
    ['<meta charset="windows-1256">', 'windows-1256'],
    ['<META CHARSET=Windows-1256 />', 'windows-1256'],
    ["<!DOCTYPE html><html dir='rtl'><head><title>x</title><meta charset='utf-8'>", 'utf-8'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">', 'windows-1256'],
    ["<meta content='text/html;charset=iso-8859-6' http-equiv=content-type>", 'iso-8859-6'],
    ['<?xml version="1.0" encoding="windows-1256"?><rss/>', 'windows-1256'],
    ["<?xml version='1.0' encoding='ISO-8859-6'?>", 'iso-8859-6'],
    ['<a title="<meta charset=koi8-r>"></a><meta charset=utf-8>', 'utf-8'],
    ['<!-- <meta charset=koi8-r> --><meta charset=utf-8>', 'utf-8'],
    ['<meta name=viewport content="charset=koi8-r"><meta charset=utf-8>', 'utf-8'],
  ];
  for (const [document, charset] of named) {
    it(`reads ${document}`, () => {
      expect(declared(document)).to.equal(charset);
    });
  }

  it('takes UTF-16 for UTF-8, since it was read byte by byte', () => {
    expect(declared('<meta charset="utf-16le">')).to.equal('utf-8');
  });

  it('looks no further than 1024 bytes', () => {
    expect(declared(`${' '.repeat(1024)}<meta charset="utf-8">`)).to.equal(undefined);
  });

  it('finds nothing where nothing is declared', () => {
    for (const document of [
      '',
      '<',
      '<meta',
      '<meta charset',
      '<meta charset="">',
      'charset=utf-8',
      '<?xml?>',
    ])
      expect(declared(document), document).to.equal(undefined);
  });
});

describe('encodingOfLabel', () => {
  it('knows the labels of the encodings that are read', () => {
    expect(['cp1256', ' Windows-1256 ', '"windows-1256"', 'x-cp1256'].map(encodingOfLabel)).to.deep.equal(
      Array(4).fill('windows-1256'),
    );
    expect(encodingOfLabel('arabic')).to.equal('iso-8859-6');
    expect(encodingOfLabel('x-mac-arabic')).to.equal('x-mac-arabic');
    expect(encodingOfLabel('us-ascii')).to.equal('windows-1252');
  });

  it('knows no others', () => {
    expect(['utf-8', 'koi8-r', 'dos-720', '', 'klingon'].map(encodingOfLabel)).to.deep.equal(
      Array(5).fill(undefined),
    );
  });
});
