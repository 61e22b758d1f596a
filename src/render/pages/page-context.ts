import type { Channel, Site } from '../../domain/channel.ts';
import { datesOf, type PageDates } from './dates.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-of.ts';

/** What every part of a page about one channel needs to speak its language. */
export interface PageContext {
  readonly site: Site;
  readonly channel: Channel;
  readonly words: Words;
  readonly dates: PageDates;
}

export function pageContextOf(site: Site, channel: Channel): PageContext {
  return { site, channel, words: wordsOf(channel.language), dates: datesOf(site, channel.language) };
}

export function defaultChannelOf(site: Site): Channel | undefined {
  return site.channels.find((channel) => channel.id === site.defaultChannelId);
}

/** What the pages of the site as a whole are written in: as its default channel, Arabic before there is one. */
export function siteLanguageOf(site: Site): Pick<Channel, 'language' | 'direction'> {
  return defaultChannelOf(site) ?? { language: 'ar', direction: 'rtl' };
}
