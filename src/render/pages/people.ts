import type { Channel } from '../../domain/channel.ts';
import type { FeedItem, Person } from '../../domain/item.ts';
import { html, type Markup } from './markup.ts';

/** The item's authors, each with the page that the channel's configuration makes public for that name. */
export function authorsOf(channel: Channel, item: Pick<FeedItem, 'authors'>): readonly Person[] {
  return item.authors.map((author) => ({
    ...channel.authors.find((known) => known.name === author.name),
    ...author,
  }));
}

/** `أحمد وليلى`: each name isolated, because a Latin one would pull the Arabic words beside it out of order. */
export function renderPeople(people: readonly Person[], language: string): Markup {
  const names = people.map((person) => person.name);
  const list = new Intl.ListFormat(/^ar(?:-|$)/i.test(language) ? 'ar' : 'en-GB').formatToParts(names);
  let next = 0;
  return html`${list.map((part) => (part.type === 'element' ? renderPerson(people[next++]) : part.value))}`;
}

function renderPerson(person: Person | undefined): Markup {
  const name = html`<bdi>${person?.name}</bdi>`;
  return person?.uri !== undefined && isWebAddress(person.uri)
    ? html`<a href="${person.uri}" rel="author">${name}</a>`
    : name;
}

/** An address from configuration becomes a link only where a click can do no harm. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address);
}
