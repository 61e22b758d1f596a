import { escapeHtml } from '../../text/html.ts';

const markupOf: unique symbol = Symbol('markup');

/** HTML that is safe to send. Only {@link html} and {@link raw} make it; a plain string is never one. */
export interface Markup {
  readonly [markupOf]: string;
}

export type Interpolation = string | number | Markup | undefined | readonly Interpolation[];

/**
 * HTML with every interpolation escaped for text and for double-quoted attribute values alike. Markup passes as it is,
 * the members of an array follow each other, `undefined` is nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Interpolation[]): Markup {
  const pieces = strings.flatMap((piece, index) =>
    index === 0 ? [piece] : [render(values[index - 1]), piece],
  );
  return { [markupOf]: pieces.join('') };
}

/** Vouches for a string: sanitized article HTML, and what a serialiser has made safe itself. */
export function raw(trusted: string): Markup {
  return { [markupOf]: trusted };
}

/** The characters of finished markup. */
export function formatMarkup(markup: Markup): string {
  return markup[markupOf];
}

function render(value: Interpolation): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return markupOf in value ? value[markupOf] : value.map(render).join('');
}
