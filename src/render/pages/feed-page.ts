import { type FeedFormat, feedUrl, selectionUrl } from '../../domain/addresses.ts';
import type { FeedSnapshot } from '../../domain/snapshot.ts';
import { feedTitle } from '../feed-title.ts';
import { renderChannelFooter } from './channel-footer.ts';
import { renderEntry } from './entry.ts';
import { html, type Markup } from './markup.ts';
import { renderFolio, renderNameplate } from './nameplate.ts';
import { feedFormatNames, feedFormats, renderPage } from './page.ts';
import { type PageContext, pageContextOf } from './page-context.ts';

const latestItems = 10;

/** What a browser shows that was sent to a feed's address: what a feed is, how to follow it, what is in it. */
export function renderFeedPage(snapshot: FeedSnapshot, format: FeedFormat, selfUrl: string): string {
  const { site, channel, selection } = snapshot;
  const context = pageContextOf(site, channel);
  const { words } = context;
  const title = words.feedOf(feedTitle(channel, selection));
  return renderPage({
    site,
    language: channel.language,
    direction: channel.direction,
    title: `${title} – ${site.name}`,
    description: channel.description,
    feeds: [{ channel, selection }],
    header: html`${renderNameplate(site)}${renderFolio(context)}`,
    main: html`<div class="channel-head">
<p class="kicker"><span class="section" lang="en" dir="ltr">${feedFormatNames[format]}</span></p>
<h1>${title}</h1>
<p class="standfirst">${words.whatIsAFeed}</p>
</div>
<div class="feed">
${renderSubscription(context, snapshot, format, selfUrl)}
${renderLatest(context, snapshot)}
</div>`,
    footer: renderChannelFooter(context, selection),
  });
}

function renderSubscription(
  { site, channel, words }: PageContext,
  { selection }: FeedSnapshot,
  format: FeedFormat,
  selfUrl: string,
): Markup {
  const others = feedFormats.filter((other) => other !== format);
  return html`<section class="subscribe" aria-labelledby="subscribe-title">
<h2 id="subscribe-title">${words.howToFollow}</h2>
<p class="address"><label for="address">${words.feedAddress}</label>
<input id="address" type="text" dir="ltr" readonly spellcheck="false" aria-describedby="copy-hint" value="${selfUrl}"></p>
<p class="hint" id="copy-hint">${words.copyHint}</p>
<h3>${words.openInReader}</h3>
<ul class="feeds">${webReaders(selfUrl).map(
    ({ name, url }) => html`<li><a href="${url}" rel="noreferrer" lang="en" dir="ltr">${name}</a></li>`,
  )}</ul>
<h3>${words.otherFormats}</h3>
<ul class="feeds">${others.map(
    (other) =>
      html`<li><a href="${feedUrl(site, channel, other, selection)}" lang="en" dir="ltr">${feedFormatNames[other]}</a></li>`,
  )}</ul>
</section>`;
}

function webReaders(url: string): readonly { readonly name: string; readonly url: string }[] {
  const encoded = encodeURIComponent(url);
  return [
    { name: 'Feedly', url: `https://feedly.com/i/subscription/feed%2F${encoded}` },
    { name: 'Inoreader', url: `https://www.inoreader.com/?add_feed=${encoded}` },
    { name: 'NewsBlur', url: `https://www.newsblur.com/?url=${encoded}` },
  ];
}

function renderLatest(context: PageContext, { items, selection }: FeedSnapshot): Markup {
  const { site, channel, words } = context;
  return html`<section class="latest" aria-labelledby="latest-title">
<h2 id="latest-title">${words.latest}</h2>
${
  items.length === 0
    ? html`<p class="empty">${words.noItems}</p>`
    : html`<div class="entries">
${items.slice(0, latestItems).map((item) => renderEntry(context, item, 'full'))}</div>
<p class="more"><a href="${selectionUrl(site, channel, selection)}">${words.allItems}</a></p>`
}
</section>`;
}
