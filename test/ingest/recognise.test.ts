import { expect } from 'chai';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

const options = { channel: arabicChannel, timeZone: 'Asia/Beirut' };

function parseJson(item: object) {
  const file = { id: '1', date_published: '2026-11-20T08:00:00Z', ...item };
  return parseArticle(Buffer.from(JSON.stringify(file)), { ...options, fileName: 'a.json' });
}

async function codeOf(parsing: Promise<unknown>): Promise<unknown> {
  return parsing.then(
    () => 'accepted',
    (error: { readonly code?: string }) => error.code,
  );
}

describe('an article without a text', () => {
  it('has its summary as text and headline', async () => {
    const { title, titleOrigin, sections } = await parseJson({ summary: 'أعيد فتح الجسر القديم.' });
    expect({ title, titleOrigin, sections }).to.deep.equal({
      title: 'أعيد فتح الجسر القديم',
      titleOrigin: 'derived',
      sections: [{ kind: 'body', blocks: [{ kind: 'paragraph', text: 'أعيد فتح الجسر القديم.' }] }],
    });
  });

  it('is refused when its only words are tags and people', async () => {
    expect(await codeOf(parseJson({ tags: ['مدينة'], authors: [{ name: 'نادين خوري' }] }))).to.equal(
      'no_text',
    );
  });
});

describe('an article of hundreds of thousands of letters', () => {
  it('is none', async () => {
    const words = (count: number) => Buffer.from('كلمة '.repeat(count));
    expect(await codeOf(parseArticle(words(101_000), options))).to.equal('text_malformed');
    expect(await codeOf(parseArticle(words(90_000), options))).to.equal('accepted');
  });

  it('is none either where a hundred thousand of them are signs of markup', async () => {
    const signs = (count: number) => Buffer.from(`وصل القطار الأول ${'<ب>&'.repeat(count)}`);
    expect(await codeOf(parseArticle(signs(33_400), options))).to.equal('text_malformed');
    expect(await codeOf(parseArticle(signs(33_300), options))).to.equal('accepted');
  });
});

describe('a source without a word in it', () => {
  it('is no source', async () => {
    const { source } = await parseArticle(
      Buffer.from('خبر قصير من المدينة\n\nالمصدر: «\n\nنص الخبر.'),
      options,
    );
    expect(source).to.equal(undefined);
  });
});
