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

/** Each name isolated, because a Latin one would pull the Arabic words beside it out of order. */
export function renderPeople(people: readonly Person[], comma: string): Markup {
  return html`${people.map((person, index) => html`${index === 0 ? undefined : `${comma} `}${renderPerson(person)}`)}`;
}

function renderPerson(person: Person): Markup {
  const name = html`<bdi>${person.name}</bdi>`;
  return person.uri !== undefined && isWebAddress(person.uri)
    ? html`<a href="${person.uri}" rel="author">${name}</a>`
    : name;
}

/** An address from configuration becomes a link only where a click can do no harm. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address);
}
