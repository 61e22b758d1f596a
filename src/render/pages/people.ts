import type { Person } from '../../domain/item.ts';
import { html, type Markup } from './markup.ts';

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

/** Whether an address may become a link: one of another scheme could run. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address);
}
