import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import { readDocx } from '../../src/ingest/read-docx.ts';
import {
  item,
  paragraph,
  picture,
  png,
  run,
  styled,
  wordDocument,
  wordParts,
  zipOf,
} from '../support/word-document.ts';

const read = (body: string) => readDocx(wordDocument(body), 'ar');
const htmlOf = async (body: string) => (await read(body)).html;
const dataUrl = `data:image/png;base64,${png.toString('base64')}`;

async function codeOf(bytes: Uint8Array): Promise<string> {
  try {
    await readDocx(bytes, 'ar');
    return 'accepted';
  } catch (error) {
    if (!(error instanceof NashraError)) throw error;
    expect(error.message).to.match(/[\u0621-\u064A]{3}/);
    return error.code;
  }
}

describe('a Word document', () => {
  it('gives its headline and standfirst as facts, and headings, lists and text in their order', async () => {
    const { html, facts } = await read(
      styled('a3', 'مكتبة متنقلة تصل إلى القرى') +
        styled('a4', 'ثلاثة آلاف كتاب على الطريق') +
        styled('1', 'المحطة الأولى') +
        paragraph(run('وصلت الحافلة صباحًا.')) +
        item('كتب الأطفال', 1) +
        item('قصص', 1, 1) +
        item('كتب الزراعة', 1) +
        item('أولًا', 2) +
        item('ثانيًا', 2),
    );
    expect(facts).to.deep.equal({
      title: 'مكتبة متنقلة تصل إلى القرى',
      subtitle: 'ثلاثة آلاف كتاب على الطريق',
    });
    expect(html).to.equal(
      '<h1>المحطة الأولى</h1><p>وصلت الحافلة صباحًا.</p>' +
        '<ul><li>كتب الأطفال<ul><li>قصص</li></ul></li><li>كتب الزراعة</li></ul><ol><li>أولًا</li><li>ثانيًا</li></ol>',
    );
  });

  const stylesOfPeople = [
    ['pagesTitle', 'title'],
    ['desk', 'title'],
    ['pages1', '<h2>نص</h2>'],
    ['outlined', '<h3>نص</h3>'],
    ['a5', '<blockquote><p>نص</p></blockquote>'],
    ['bullets', '<ul><li>نص</li></ul>'],
    ['a6', '<p>نص</p>'],
    ['unknown', '<p>نص</p>'],
  ] as const;
  for (const [id, result] of stylesOfPeople)
    it(`knows the style ${id} by its name, what it rests on and its level`, async () => {
      const { html, facts } = await read(styled(id, 'نص'));
      if (result === 'title') expect([facts.title, html]).to.deep.equal(['نص', '']);
      else expect(html).to.equal(result);
    });

  it('keeps a title far below, or of a whole text, in the text', async () => {
    const far = await read(paragraph(run('سطر')).repeat(5) + styled('a3', 'عنوان متأخر'));
    expect(far.facts).to.deep.equal({});
    expect(far.html).to.match(/<h1>عنوان متأخر<\/h1>$/);
    expect((await read(styled('a3', 'كلمة '.repeat(100)))).facts).to.deep.equal({});
  });

  it('joins the runs of a word without adding or losing a space', async () => {
    const html = await htmlOf(
      paragraph(
        run('أعلن') +
          run('ت ') +
          '<w:proofErr w:type="spellStart"/>' +
          run('الوز') +
          run('ارة') +
          run(' ') +
          run('اليوم'),
      ),
    );
    expect(html).to.equal('<p>أعلنت الوزارة اليوم</p>');
  });

  it('reads stress of Arabic by the properties of complex script', async () => {
    const html = await htmlOf(
      paragraph(
        `${run('عريض', '<w:b/><w:bCs/>')}${run(' لا', '<w:b/>')}${run(' مائل', '<w:iCs/>')}` +
          `${run(' بنمط', '<w:rStyle w:val="ac"/>')}<w:r><w:rPr><w:b/></w:rPr><w:t>NASA</w:t></w:r>`,
      ),
    );
    expect(html).to.equal('<p><strong>عريض</strong> لا<em> مائل</em><strong> بنمطNASA</strong></p>');
  });

  it('keeps the lines of a poem and the words in embeddings of direction', async () => {
    const html = await htmlOf(
      paragraph(
        `${run('قفا نقرأ الأخبار')}<w:r><w:br/></w:r><w:dir w:val="rtl">${run('من أول السطر')}</w:dir>` +
          `<w:bdo w:val="ltr"><w:r><w:t> ABC</w:t></w:r></w:bdo>`,
      ),
    );
    expect(html).to.equal('<p>قفا نقرأ الأخبار<br />من أول السطر ABC</p>');
  });

  it('has tables with merged cells, and takes a table of one cell for a frame', async () => {
    const cell = (text: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`;
    const header = '<w:trPr><w:tblHeader/></w:trPr>';
    const table = `<w:tbl><w:tr>${header}${cell('المدينة')}${cell('الحرارة')}</w:tr><w:tr>${cell('صنعاء', '<w:gridSpan w:val="2"/>')}</w:tr></w:tbl>`;
    expect(await htmlOf(table)).to.equal(
      '<table><thead><tr><th><p>المدينة</p></th><th><p>الحرارة</p></th></tr></thead>' +
        '<tbody><tr><td colspan="2"><p>صنعاء</p></td></tr></tbody></table>',
    );
    expect(await htmlOf(`<w:tbl><w:tr>${cell('كل الخبر هنا')}</w:tr></w:tbl>`)).to.equal(
      '<p>كل الخبر هنا</p>',
    );
  });

  it('keeps links of both writings, and drops those inside the document', async () => {
    const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const html = await htmlOf(
      paragraph(
        `<w:hyperlink r:id="rId4">${run('الموقع')}</w:hyperlink>${run(' و')}` +
          `${field('begin')}<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>${field('separate')}${run('التقرير')}${field('end')}` +
          `<w:hyperlink w:anchor="_Toc1">${run(' الفقرة')}</w:hyperlink>`,
      ),
    );
    expect(html).to.equal(
      '<p><a href="https://example.org/%D8%AE%D8%A8%D8%B1?a=1&amp;b=2">الموقع</a> و<a href="https://example.org/b">التقرير</a> الفقرة</p>',
    );
  });

  it('carries its pictures, with the words of who described them', async () => {
    expect(await htmlOf(paragraph(picture('rId3', 'حافلة أمام المدرسة')))).to.equal(
      `<p><img alt="حافلة أمام المدرسة" src="${dataUrl}" /></p>`,
    );
    for (const description of [
      'C:\\Users\\HP\\صورة.jpg',
      'image1.png',
      'صورة تحتوي على حافلة تم إنشاء الوصف تلقائيًا',
    ])
      expect(await htmlOf(paragraph(picture('rId3', description)))).to.equal(
        `<p><img src="${dataUrl}" /></p>`,
      );
  });

  it('names a picture from outside without fetching it, and warns of one that cannot be shown', async () => {
    expect(await htmlOf(paragraph(picture('rId6', 'بعيدة', 'link')))).to.equal(
      '<p><img alt="بعيدة" src="https://example.org/photo.jpg" /></p>',
    );
    for (const id of ['rId7', 'rId8']) {
      const { html, warnings } = await read(paragraph(picture(id, 'رسم')) + paragraph(run('نص')));
      expect(html).to.equal('<p></p><p>نص</p>');
      expect(warnings.map(({ code }) => code)).to.deep.equal(['picture_unreadable']);
    }
  });

  it('leaves deleted text out, keeps inserted text, and says so', async () => {
    const change = 'w:id="1" w:author="محرر" w:date="2026-11-01T00:00:00Z"';
    const { html, warnings } = await read(
      paragraph(
        `${run('قال ')}<w:del ${change}><w:r><w:delText>المدير السابق</w:delText></w:r></w:del><w:ins ${change}>${run('الوزير')}</w:ins>` +
          `<w:moveFrom ${change}>${run(' منقول')}</w:moveFrom>`,
      ) +
        paragraph(run('فقرة '), `<w:rPr><w:del ${change}/></w:rPr>`) +
        paragraph(run('موصولة')) +
        paragraph(run('الأخيرة'), `<w:rPr><w:del ${change}/></w:rPr>`),
    );
    expect(html).to.equal('<p>قال الوزير</p><p>فقرة موصولة</p><p>الأخيرة</p>');
    expect(warnings.map(({ code }) => code)).to.deep.equal(['tracked_changes']);
  });

  it('publishes no comment, hidden text, empty form or property', async () => {
    const { html, facts, warnings } = await read(
      paragraph(
        `<w:commentRangeStart w:id="0"/>${run('نص معلن')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>` +
          run('مخفي', '<w:vanish/>') +
          `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('انقر لإدخال نص')}</w:sdtContent></w:sdt>` +
          `<w:sdt><w:sdtContent>${run(' مملوء')}</w:sdtContent></w:sdt>`,
      ),
    );
    expect(html).to.equal('<p>نص معلن مملوء</p>');
    expect([facts, warnings]).to.deep.equal([{}, []]);
  });

  it('puts notes at the end, each after its mark', async () => {
    const body = paragraph(`${run('عدد السكان')}<w:r><w:footnoteReference w:id="1"/></w:r>${run(' كبير.')}`);
    expect(await htmlOf(body)).to.equal('<p>عدد السكان<sup>[1]</sup> كبير.</p><p>[1]  بحسب سجل البلدية.</p>');
    expect(await htmlOf(paragraph(`${run('نص')}<w:r><w:footnoteReference w:id="9"/></w:r>`))).to.equal(
      '<p>نص<sup>[1]</sup></p>',
    );
  });

  it('reads a text box once, whichever writing offers it', async () => {
    const box = `<w:txbxContent>${paragraph(run('إطار'))}</w:txbxContent>`;
    const choice = `<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>${box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>`;
    const fallback = `<mc:Fallback><w:pict><v:shape><v:textbox>${box}</v:textbox></v:shape></w:pict></mc:Fallback>`;
    for (const offered of [choice + fallback, choice, fallback])
      expect(
        await htmlOf(
          paragraph(
            `${run('قبل')}<w:r><mc:AlternateContent>${offered}</mc:AlternateContent></w:r>${run(' وبعد')}`,
          ),
        ),
      ).to.equal('<p>قبل وبعد</p><p>إطار</p>');
  });

  it('tells of struck words, formulas and symbols', async () => {
    const { html, warnings } = await read(
      paragraph(
        `${run('نص', '<w:strike/>')}<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>` +
          '<m:oMath><m:r><m:t> x=1</m:t></m:r></m:oMath><w:r><w:sym w:font="AGA Arabesque" w:char="F072"/></w:r>',
      ),
    );
    expect(html).to.equal('<p>نص x=1</p>');
    expect(warnings.map(({ code }) => code)).to.deep.equal([
      'struck_text',
      'formula_left_out',
      'symbol_unreadable',
    ]);
    expect(warnings[0]?.message).to.include('«نص»');
  });

  it('escapes text that looks like markup', async () => {
    expect(await htmlOf(paragraph(run('&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;')))).to.equal(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;</p>',
    );
  });
});

describe('a Word document that cannot be read', () => {
  const sound = wordDocument(styled('a3', 'عنوان') + paragraph(run('نص الخبر.')).repeat(20));
  const documentWith = (xml: string) => zipOf(wordParts('', { 'word/document.xml': xml }));
  const root = 'w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

  it('is refused when it has a DTD, so that no entity is ever expanded', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "ب"><!ENTITY b "&a;&a;">]><${root}><w:body>&b;</w:body></w:document>`;
    expect(await codeOf(documentWith(bomb))).to.equal('document_damaged');
  });

  it('is refused for XML that is not well-formed, or no document of Word', async () => {
    expect(await codeOf(documentWith(`<${root}><w:body>`))).to.equal('document_damaged');
    expect(await codeOf(documentWith('<html/>'))).to.equal('document_unsupported');
    expect(await codeOf(zipOf({ mimetype: 'application/vnd.oasis.opendocument.text' }))).to.equal(
      'document_unsupported',
    );
  });

  it('is refused when its parts inflate beyond measure, whatever the archive says', async () => {
    const bomb = documentWith(`<${root}><w:body>${' '.repeat(9 * 1024 * 1024)}</w:body></w:document>`);
    expect(await codeOf(bomb)).to.equal('document_too_large');
    // The same with lengths that lie: 100 bytes.
    const lying = Buffer.from(bomb);
    for (let at = lying.indexOf('PK\x01\x02'); at >= 0; at = lying.indexOf('PK\x01\x02', at + 4))
      lying.writeUInt32LE(100, at + 24);
    expect(await codeOf(lying)).to.equal('document_damaged');
  });

  it('is never opened beyond what is read of it: a nested bomb costs nothing', async () => {
    const inner = zipOf({ bomb: Buffer.alloc(5_000_000) });
    const bytes = wordDocument(paragraph(run('نص')), { 'word/embeddings/a.xlsx': inner });
    expect(await codeOf(bytes)).to.equal('accepted');
  });

  it('is refused when its text is as long as a book, before anything is made of it', async () => {
    const bytes = (characters: number) => wordDocument(paragraph(run('كلمة '.repeat(characters / 5))));
    expect(await codeOf(bytes(500_000))).to.equal('accepted');
    expect(await codeOf(bytes(500_005))).to.equal('text_malformed');
  });

  it('is refused for encrypted parts and too many elements', async () => {
    const encrypted = Buffer.from(sound);
    for (let at = encrypted.indexOf('PK\x01\x02'); at >= 0; at = encrypted.indexOf('PK\x01\x02', at + 4))
      encrypted.writeUInt16LE(0x0801, at + 8);
    expect(await codeOf(encrypted)).to.equal('document_locked');
    expect(
      await codeOf(wordDocument(paragraph(run('ك', '<w:b/>') + run('ل', '<w:bCs/>')).repeat(4000))),
    ).to.equal('document_too_large');
  });

  it('gets an answer wherever it is cut or changed, never other words', async () => {
    const { html } = await readDocx(sound, 'ar');
    for (let step = 0; step < 500; step += 1) {
      const at = Math.floor((step * sound.length) / 500);
      expect(await codeOf(sound.subarray(0, at))).to.match(/^document_/);
      const changed = Buffer.from(sound);
      changed[at] = (changed[at] ?? 0) ^ (1 + (step % 255));
      if ((await codeOf(changed)) === 'accepted') expect((await readDocx(changed, 'ar')).html).to.equal(html);
    }
  }).timeout(60_000);

  const many: readonly (readonly [string, string])[] = [
    ['3,000 paragraphs', paragraph(run('كلمة من الخبر ')).repeat(3000)],
    ['20,000 runs', paragraph(run('كلمة ').repeat(20_000))],
    ['11,000 alternating runs', paragraph((run('كلمة ') + run('كلمة ', '<w:bCs/>')).repeat(5500))],
    [
      '2,000 cells',
      `<w:tbl>${`<w:tr>${`<w:tc>${paragraph(run('ك'))}</w:tc>`.repeat(10)}</w:tr>`.repeat(200)}</w:tbl>`,
    ],
    [
      'a table inside a table, 40 times',
      `${'<w:tbl><w:tr><w:tc/><w:tc>'.repeat(40)}${paragraph(run('ك'))}${'</w:tc></w:tr></w:tbl>'.repeat(40)}`,
    ],
    [
      '190 nested fields of forms',
      `${'<w:sdt><w:sdtContent>'.repeat(90)}${paragraph(run('ك'))}${'</w:sdtContent></w:sdt>'.repeat(90)}`,
    ],
    ['10,000 references to one note', paragraph('<w:r><w:footnoteReference w:id="1"/></w:r>'.repeat(10_000))],
    ['1,000 pictures', paragraph(picture('rId3', 'صورة').repeat(1000))],
    ['a text of 5 MB', paragraph(run('كلمة '.repeat(500_000)))],
  ];
  for (const [title, body] of many)
    it(`is answered within two seconds: ${title}`, async () => {
      const bytes = wordDocument(body);
      const start = performance.now();
      const code = await codeOf(bytes);
      const ms = performance.now() - start;
      if (process.env.SHOW_TIMES)
        console.log(title, code, Math.round(ms), Math.round(process.memoryUsage().rss / 1e6));
      expect(ms).to.be.below(2000);
    });
});
