import type { MediaReference } from '../domain/media.ts';
import { plainTextOfHtml } from '../text/plain-html.ts';
import type { Ninjs } from './article-shapes.ts';
import { mediaTypeOf, numberOf, resolveAddress } from './news-media.ts';

type Associated =
  NonNullable<Ninjs['associations']> extends infer All
    ? All extends readonly (infer One)[]
      ? One
      : never
    : never;
type Rendition =
  NonNullable<Associated['renditions']> extends infer All
    ? All extends readonly (infer One)[]
      ? One
      : never
    : never;

const shown = /^(?:picture|image|graphic|photo|audio|video)$/i;
/** Names of what was made smaller for lists. */
const small = /thumb|preview|icon|small/i;

/** The best rendition of each picture, sound and film that is associated, and of the article's own. */
export function mediaOfNinjs(news: Ninjs): readonly MediaReference[] {
  const associated = valuesOf(news.associations).filter(isShown).map(mediaOf);
  const own = mediaOf({
    ...news,
    headlines: undefined,
    headline: undefined,
    title: undefined,
    by: undefined,
  });
  return [own, ...associated].filter((media) => media !== undefined);
}

/** Stories may be associated too: they are articles of their own. */
function isShown(one: Associated): boolean {
  return one.type === undefined ? valuesOf(one.renditions).length > 0 : shown.test(one.type);
}

function mediaOf(one: Associated): MediaReference | undefined {
  const best = valuesOf(one.renditions)
    .filter(({ href }) => resolveAddress(href, undefined) !== undefined)
    .sort((a, b) => rank(b) - rank(a))[0];
  const address = resolveAddress(best?.href, undefined);
  if (best === undefined || address === undefined) return undefined;
  const facts = {
    type: mediaTypeOf(best.contenttype ?? best.mimetype),
    lengthBytes: numberOf(best.sizeinbytes),
    width: numberOf(best.width),
    height: numberOf(best.height),
    caption: captionOf(one),
    credit: one.by ?? one.byline ?? one.copyrightholder,
  };
  const known = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
  return { address, ...known };
}

function captionOf(one: Associated): string | undefined {
  const described = one.descriptions?.find(({ role }) => role === 'caption') ?? one.descriptions?.[0];
  const written =
    described?.value ?? one.description_caption ?? one.description_text ?? one.body_text ?? one.headline;
  return written === undefined || written.trim() === '' ? undefined : plainTextOfHtml(written);
}

/** What names itself small comes last, whatever its size. */
function rank({ name, width }: Rendition): number {
  return (small.test(name ?? '') ? -1e9 : 0) + (width ?? 0);
}

/** Version 1 has objects by name, the later ones arrays. */
function valuesOf<Value>(
  all: readonly Value[] | Readonly<Record<string, Value>> | undefined,
): readonly Value[] {
  return all === undefined ? [] : Object.values(all);
}
