import type { Site } from '../../../src/domain/channel.ts';
import type { FeedSnapshot } from '../../../src/domain/snapshot.ts';
import { renderChannelPage } from '../../../src/render/pages/channel-page.ts';
import { renderErrorPage } from '../../../src/render/pages/error-page.ts';
import { renderFeedPage } from '../../../src/render/pages/feed-page.ts';
import { renderItemPage } from '../../../src/render/pages/item-page.ts';
import { renderPollersPage } from '../../../src/render/pages/pollers-page.ts';
import { renderSitePage } from '../../../src/render/pages/site-page.ts';
import { arabic, arabicChannel, english, richHtml, site, snapshotOf } from './samples.ts';

const notFound = { status: 404, code: 'not_found', message: 'لا نجد خبرًا في هذا العنوان.' };

/** Every page of a site as `[name, HTML]`, of a channel with items, of an English one and of an empty one. */
export function allPages(): readonly (readonly [string, string])[] {
  const empty = snapshotOf(arabicChannel, []);
  return [
    ['site', renderSitePage(site, [arabic])],
    ['site-two', renderSitePage(site, [arabic, english])],
    ['site-none', renderSitePage(site, [])],
    ['site-empty', renderSitePage(site, [empty])],
    ['channel', renderChannelPage(arabic)],
    ['channel-en', renderChannelPage(english)],
    ['channel-empty', renderChannelPage(empty)],
    ['item', renderItemPage(arabic, arabic.items[0]!)],
    ['item-latin', renderItemPage(arabic, arabic.items[1]!)],
    ['item-rich', renderItemPage(arabic, { ...arabic.items[1]!, html: richHtml })],
    ['item-en', renderItemPage(english, english.items[0]!)],
    ['feed', renderFeedPage(arabic, 'rss', 'https://nashra.example/feed.xml')],
    ['feed-en', renderFeedPage(english, 'json', 'https://nashra.example/en/feed.json')],
    ['feed-empty', renderFeedPage(empty, 'atom', 'https://nashra.example/atom.xml')],
    ['error', renderErrorPage(site, notFound)],
    ['error-en', renderErrorPage(englishSite, { ...notFound, status: 503, message: 'Try again soon.' })],
    ['pollers', renderPollersPage(site, 7, [program])],
    ['pollers-en', renderPollersPage(englishSite, 1, [program])],
    ['pollers-none', renderPollersPage(site, 7, [])],
  ];
}

const figures = {
  requests: 48,
  conditional: 46,
  full: 6,
  delta: 0,
  notModified: 42,
  refused: 0,
  bytes: 64_321,
  conditionalShare: 46 / 48,
  medianIntervalSeconds: 1800,
  subscribers: 142,
};
const program = { program: 'FreshRSS', ...figures, feeds: [{ path: '/feed.xml', ...figures }] };

const englishSite: Site = { ...site, name: 'Nashra Newsroom', defaultChannelId: 'en' };

/** The same pages made from one channel's snapshot. */
export function pagesOf(snapshot: FeedSnapshot): readonly (readonly [string, string])[] {
  return [
    ['site', renderSitePage(snapshot.site, [snapshot])],
    ['channel', renderChannelPage(snapshot)],
    ['feed', renderFeedPage(snapshot, 'rss', `${snapshot.site.baseUrl}/feed.xml`)],
    ...snapshot.items.map((item) => [`item ${item.key}`, renderItemPage(snapshot, item)] as const),
  ];
}
