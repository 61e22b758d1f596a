import { expect } from 'chai';
import { findSubscribers, programOf } from '../../src/text/user-agent.ts';

const programs: readonly (readonly [string | undefined, string])[] = [
  [undefined, 'unnamed'],
  ['', 'unnamed'],
  ['FreshRSS/1.24.1 (Linux; https://freshrss.org)', 'FreshRSS'],
  ['FreshRSS/1.24.1 (Linux; https://salma.example.org/rss)', 'FreshRSS'],
  ['NetNewsWire (RSS Reader; https://netnewswire.com/)', 'NetNewsWire'],
  ['Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)', 'Feedly'],
  ['Feedbin feed-id:1373711 - 142 subscribers', 'Feedbin'],
  ['NewsBlur Feed Fetcher - 5 subscribers - https://www.newsblur.com/site/1', 'NewsBlur Feed Fetcher'],
  ['Tiny Tiny RSS/23.05 (https://tt-rss.org/)', 'Tiny Tiny RSS'],
  ['Mozilla/5.0 (compatible; Miniflux/2.0.43; +https://miniflux.app)', 'Miniflux'],
  ['Mozilla/5.0 (compatible; theoldreader.com; 12 subscribers; feed-id=5a)', 'theoldreader.com'],
  [
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/1.0',
    'bingbot',
  ],
  ['newsboat/2.21.0 (Linux x86_64)', 'newsboat'],
  ['Liferea/1.14.1 (Linux; https://lzone.de/liferea/) AppleWebKit (KHTML, like Gecko)', 'Liferea'],
  ['feedparser/6.0.10 +https://github.com/kurtmckee/feedparser/', 'feedparser'],
  ['python-requests/2.31.0', 'python-requests'],
  ['curl/8.5.0', 'curl'],
  ['Go-http-client/1.1', 'Go-http-client'],
  ['Slackbot 1.0 (+https://api.slack.com/robots)', 'Slackbot'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.3.1', 'Thunderbird'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15',
    'browser',
  ],
  ['Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)', 'browser'],
  ['192.0.2.17', 'unnamed'],
  ['reader at 192.0.2.17', 'reader at'],
  ['192.0.2.17 reader', 'unnamed'],
  ['reader 192.0.2.17 again', 'unnamed'],
  ['salma@example.org', 'unnamed'],
  ['2001:db8::17', 'unnamed'],
  ['قارئ الأخبار/1.0', 'unnamed'],
  ['x'.repeat(41), 'unnamed'],
];

describe('programOf', () => {
  for (const [field, program] of programs) {
    it(`calls ${field?.slice(0, 60) ?? 'a client without a name'} ${program}`, () => {
      expect(programOf(field)).to.equal(program);
    });
  }

  it('takes a name of 16,000 hostile characters in no time', () => {
    const begun = performance.now();
    for (const part of ['(', 'Mozilla/5.0 (', 'a/1 ', ' - ', 'compatible; ', '1.1.1.1']) {
      const field = part.repeat(16_000 / part.length);
      programOf(field);
      programOf(`Mozilla/5.0 ${field}`);
      findSubscribers(field);
    }
    expect(performance.now() - begun).to.be.below(500);
  });
});

describe('findSubscribers', () => {
  it('reads the number, and the name that the service has for the feed', () => {
    const read = (field: string) => findSubscribers(field);
    expect(read('Feedbin feed-id:1373711 - 142 subscribers')).to.deep.equal({
      feedId: '1373711',
      count: 142,
    });
    expect(read('X/1.0 (https://x.example; 1 subscriber; feed-id=ab_3-c)')).to.deep.equal({
      feedId: 'ab_3-c',
      count: 1,
    });
    expect(read('Feedly/1.0 (x; 16 subscribers; y)')).to.deep.equal({ feedId: undefined, count: 16 });
    expect(read('Y/2 (7 readers)')).to.deep.equal({ feedId: undefined, count: 7 });
  });

  it('finds none where none are named', () => {
    for (const field of [
      undefined,
      '',
      'FreshRSS/1.24.1',
      'subscribers',
      'x subscribers',
      '12 subscriptions',
    ]) {
      expect(findSubscribers(field)).to.equal(undefined);
    }
  });
});
