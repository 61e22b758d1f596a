import { countLetters } from '../../text/direction.ts';
import { html, type Markup } from './markup.ts';

/**
 * A title for an element with `dir="auto"`. Where an Arabic title opens with a Latin name, the name goes into
 * `<bdi>`, which `auto` passes over: otherwise `NovaSat تطلق قمرًا` would be set from left to right.
 */
export function renderTitle(title: string): Markup {
  const opening = title.slice(0, Math.max(0, title.search(/\p{Script=Arabic}/u)));
  const name = /\p{L}(?:.*[\p{L}\p{N}])?/su.exec(opening);
  const { arabic, latin } = countLetters(title);
  if (name === null || arabic <= latin) return html`${title}`;
  const end = name.index + name[0].length;
  return html`${title.slice(0, name.index)}<bdi>${name[0]}</bdi>${title.slice(end)}`;
}
