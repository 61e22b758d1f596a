import type { IncomingHttpHeaders } from 'node:http';
import { expect } from 'chai';
import { parseEntityTags, parseHttpDate, selectResponse } from '../../src/http/conditional.ts';
import {
  prepareRepresentation,
  type Representation,
  withBestBytes,
} from '../../src/publish/representation.ts';

const lastModified = new Date('2026-11-23T10:00:00Z');

describe('RFC 9110 §13.2.2 precedence of conditions', () => {
  let feed: Representation;
  let tag: string;

  before(async () => {
    feed = await prepareRepresentation({
      contentType: 'application/rss+xml; charset=utf-8',
      language: 'ar',
      body: `<rss>${'نشرة الأخبار من المدينة والميناء '.repeat(20)}</rss>`,
      isFeed: true,
      lastModified,
      changesAt: undefined,
      cacheControl: 'public, max-age=60',
      links: [],
      extraHeaders: [],
      contentHeaders: [],
    });
    tag = feed.stateTag;
  });

  const select = (headers: IncomingHttpHeaders) => selectResponse(headers, feed);
  const gzip = { 'accept-encoding': 'gzip' };

  it('answers 200 without a condition', () => {
    expect(select({})).to.deep.equal({ status: 200, coding: 'identity' });
  });

  it('takes brotli before gzip when a client accepts both alike', () => {
    expect(select({ 'accept-encoding': 'gzip, deflate, br' }).coding).to.equal('br');
  });

  it('follows the weights of Accept-Encoding', () => {
    expect(select({ 'accept-encoding': 'br;q=0.1, gzip;q=0.9' }).coding).to.equal('gzip');
    expect(select({ 'accept-encoding': 'br;q=0, *' }).coding).to.equal('gzip');
    expect(select({ 'accept-encoding': 'deflate' }).coding).to.equal('identity');
    expect(select({ 'accept-encoding': '*;q=0' }).coding).to.equal('identity');
  });

  describe('§13.1.2 If-None-Match', () => {
    it('answers 304 to the tag that the client holds', () => {
      expect(select({ ...gzip, 'if-none-match': `"${tag}-gzip"` })).to.deep.equal({
        status: 304,
        coding: 'gzip',
      });
    });

    it('compares weakly', () => {
      expect(select({ ...gzip, 'if-none-match': `W/"${tag}-gzip"` }).status).to.equal(304);
    });

    it('finds its tag in a list, and in a list of one without a space', () => {
      expect(select({ 'if-none-match': `"other", W/"another" , "${tag}"` }).status).to.equal(304);
      expect(select({ 'if-none-match': `"other","${tag}"` }).status).to.equal(304);
    });

    it('answers 304 to *', () => {
      expect(select({ 'if-none-match': '*' }).status).to.equal(304);
      expect(select({ 'if-none-match': ' * ' }).status).to.equal(304);
    });

    it('answers 200 to another tag, an unquoted one and an empty field', () => {
      expect(select({ 'if-none-match': '"other"' }).status).to.equal(200);
      expect(select({ 'if-none-match': tag }).status).to.equal(200);
      expect(select({ 'if-none-match': '' }).status).to.equal(200);
    });

    it('knows another coding of the same state that the client accepts and holds', () => {
      const headers = { 'accept-encoding': 'gzip, br', 'if-none-match': `"${tag}-gzip"` };
      expect(select(headers)).to.deep.equal({ status: 304, coding: 'gzip' });
      expect(select({ ...gzip, 'if-none-match': `"${tag}"` })).to.deep.equal({
        status: 304,
        coding: 'identity',
      });
    });

    it('knows the other bytes of one coding of the same state, and answers with the tag that the client holds', async () => {
      const best = await withBestBytes(feed);
      const brotli = { 'accept-encoding': 'br, gzip' };
      const ask = (one: Representation, held: string) =>
        selectResponse({ ...brotli, ...{ 'if-none-match': held } }, one);
      expect(best.codings.br.entityTag).to.equal(`"${tag}-br11"`);
      const otherThan = (heldTag: string) => ({ status: 304, coding: 'br', heldTag });
      expect(ask(best, `"${tag}-br"`)).to.deep.equal(otherThan(`"${tag}-br"`));
      expect(ask(best, `W/"${tag}-br"`)).to.deep.equal(otherThan(`"${tag}-br"`));
      expect(ask(feed, `"${tag}-br11"`)).to.deep.equal(otherThan(`"${tag}-br11"`));
      expect(ask(best, `"${tag}-br11"`)).to.deep.equal({ status: 304, coding: 'br' });
      expect(ask(best, `"${tag}-br12"`).status).to.equal(200);
      expect(select({ ...gzip, 'if-none-match': `"${tag}-br11"` }).status).to.equal(200);
      for (const held of [`"${tag}-br"`, `"${tag}-br11"`])
        expect(selectResponse({ 'if-match': held }, best).status).to.equal(200);
    });

    it('answers 200 when the held coding is one that the client no longer accepts', () => {
      expect(select({ ...gzip, 'if-none-match': `"${tag}-br"` })).to.deep.equal({
        status: 200,
        coding: 'gzip',
      });
    });

    it('knows its tag behind proxies that compress for it: nginx, Apache and others', () => {
      for (const shape of [`W/"${tag}"`, `"${tag}-gzip"`, `"${tag};gzip"`, `W/"${tag}--br"`]) {
        expect(select({ 'if-none-match': shape }), shape).to.deep.equal({ status: 304, coding: 'identity' });
      }
    });

    it('takes no part of a tag for the tag', () => {
      expect(select({ 'if-none-match': `"${tag.slice(0, 10)}"` }).status).to.equal(200);
      expect(select({ 'if-none-match': `"x${tag}"` }).status).to.equal(200);
    });

    it('goes before If-Modified-Since, which is then ignored', () => {
      const late = { 'if-modified-since': 'Mon, 23 Nov 2026 11:00:00 GMT' };
      expect(select({ ...late, 'if-none-match': '"other"' }).status).to.equal(200);
      const early = { 'if-modified-since': 'Mon, 23 Nov 2020 11:00:00 GMT' };
      expect(select({ ...early, 'if-none-match': `"${tag}"` }).status).to.equal(304);
    });

    it('is not undone by a request’s Cache-Control: no-cache or Pragma', () => {
      const headers = { 'if-none-match': `"${tag}"`, 'cache-control': 'no-cache', pragma: 'no-cache' };
      expect(select(headers).status).to.equal(304);
    });
  });

  describe('§13.1.3 If-Modified-Since', () => {
    it('is a comparison of dates, not of strings', () => {
      expect(select({ 'if-modified-since': 'Mon, 23 Nov 2026 10:00:00 GMT' }).status).to.equal(304);
      expect(select({ 'if-modified-since': 'Mon, 23 Nov 2026 10:00:01 GMT' }).status).to.equal(304);
      expect(select({ 'if-modified-since': 'Mon, 23 Nov 2026 09:59:59 GMT' }).status).to.equal(200);
    });

    it('is ignored when it is no HTTP-date', () => {
      for (const value of ['2026-11-23T12:00:00Z', 'tomorrow', '٢٣ نوفمبر ٢٠٢٦', '']) {
        expect(select({ 'if-modified-since': value }).status, value).to.equal(200);
      }
    });
  });

  describe('§13.1.1 If-Match and §13.1.4 If-Unmodified-Since', () => {
    it('answers 412 when no tag matches strongly', () => {
      expect(select({ 'if-match': '"other"' }).status).to.equal(412);
      expect(select({ 'if-match': `W/"${tag}"` }).status).to.equal(412);
      expect(select({ 'if-match': `"${tag}"` }).status).to.equal(200);
      expect(select({ 'if-match': '*' }).status).to.equal(200);
    });

    it('answers 412 when the document has changed since', () => {
      expect(select({ 'if-unmodified-since': 'Mon, 23 Nov 2026 09:00:00 GMT' }).status).to.equal(412);
      expect(select({ 'if-unmodified-since': 'Mon, 23 Nov 2026 10:00:00 GMT' }).status).to.equal(200);
    });
  });
});

describe('RFC 9110 §8.8.3 entity tags', () => {
  it('are read from lists with commas inside the quotes', () => {
    expect(parseEntityTags('"a,b", W/"c"')).to.deep.equal([
      { opaque: 'a,b', weak: false },
      { opaque: 'c', weak: true },
    ]);
  });
});

describe('RFC 9110 §5.6.7 HTTP-date', () => {
  const expected = Date.UTC(1994, 10, 6, 8, 49, 37);

  it('is read in its three forms, whatever the server’s time zone', () => {
    expect(parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT')).to.equal(expected);
    expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT')).to.equal(expected);
    expect(parseHttpDate('Sun Nov  6 08:49:37 1994')).to.equal(expected);
  });
});
