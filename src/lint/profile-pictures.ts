import type { ItemView } from './feed-view.ts';

/** A picture that an aggregator may show, by its size where that is declared. */
export interface DeclaredPicture {
  readonly url: string | undefined;
  readonly width: number | undefined;
}

/** Those attached to the item, then those in its HTML. */
export function picturesOf({ media, content, summary }: ItemView): readonly DeclaredPicture[] {
  const attached = media.filter(({ isPicture }) => isPicture);
  const inHtml = [content, summary].flatMap((field) => field?.facts.pictures ?? []);
  return [
    ...attached.map(({ url, width }) => ({ url, width })),
    ...inHtml.map(({ src, width }) => ({ url: src, width })),
  ];
}

/** The width of the widest, where every picture says its own; otherwise a large one may be among them. */
export function widestOf(pictures: readonly DeclaredPicture[]): number | undefined {
  const widths = pictures.flatMap(({ width }) => width ?? []);
  return widths.length === 0 || widths.length < pictures.length ? undefined : Math.max(...widths);
}
