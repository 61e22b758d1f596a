import { expect } from 'chai';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { item, paragraph, picture, run, styled, wordDocument } from '../support/word-document.ts';

const options = { channel: arabicChannel, timeZone: 'Asia/Beirut' };

describe('an article as documents are written', () => {
  it('comes out of Word with title, key points and picture', async () => {
    const bytes = wordDocument(
      styled('a3', 'مكتبة متنقلة تصل إلى القرى') +
        paragraph(run('بدأت مكتبة متنقلة رحلتها بين قرى الجبل.')) +
        styled('1', 'النقاط الرئيسية') +
        item('كتب الأطفال أولًا.', 1) +
        paragraph(picture('rId3', 'حافلة')),
    );
    const article = await parseArticle(bytes, options);
    expect(article).to.include({
      format: 'docx',
      title: 'مكتبة متنقلة تصل إلى القرى',
      titleOrigin: 'explicit',
    });
    expect(article.sections.map(({ kind }) => kind)).to.deep.equal(['body', 'keyPoints', 'body']);
    expect(article.media).to.have.length(1);
    expect(article.media[0]).to.include({ alt: 'حافلة' });
  });

  it('comes out of Markdown with the facts of its front matter', async () => {
    const text =
      '---\nالعنوان: مكتبة متنقلة\nالكاتب: نادين خوري\nمزاج: طيب\n---\nبدأت **مكتبة** متنقلة رحلتها.\n';
    const article = await parseArticle(Buffer.from(text), { ...options, fileName: 'مكتبة.md' });
    expect(article).to.include({ format: 'markdown', title: 'مكتبة متنقلة' });
    expect(article.authors).to.deep.equal(['نادين خوري']);
    expect(article.warnings.map(({ code }) => code)).to.include('front_matter_key_unknown');
  });
});
