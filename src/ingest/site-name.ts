import { matchKey } from '../text/match-key.ts';

export interface TitleWithoutSite {
  readonly text: string;
  /** What was taken off, with the sign between. */
  readonly leftOut?: string;
}

/** Signs between a title and the name of its site; a plain hyphen needs blanks, since words have it too. */
const beforeName = /\s*(?:[|¦«»·•‹›:–—]|\s[-ـ])\s*$/;
const afterName = /^\s*(?:[|¦«»·•‹›:–—]|[-ـ]\s)\s*/;
const leastTitleLength = 8;

/**
 * The title without the site's name at its end or start, where a sign parts the two. Only names that the page
 * declares are taken off: in `بيان الاتحاد - فلسطين` nothing says that the last word is a site's.
 * @param siteNames as the page declares them
 */
export function withoutSiteName(title: string, siteNames: readonly string[]): TitleWithoutSite {
  const keys = new Set(siteNames.map(matchKey).filter((key) => key !== ''));
  for (const place of signsIn(title)) {
    const start = title.slice(0, place.start);
    const end = title.slice(place.end);
    if (
      keys.has(matchKey(end)) &&
      beforeName.test(title.slice(0, place.end)) &&
      start.trim().length >= leastTitleLength
    )
      return { text: start.trim(), leftOut: title.slice(start.trimEnd().length) };
    if (
      keys.has(matchKey(start)) &&
      afterName.test(title.slice(place.start)) &&
      end.trim().length >= leastTitleLength
    )
      return { text: end.trim(), leftOut: title.slice(0, title.length - end.trimStart().length) };
  }
  return { text: title };
}

function signsIn(title: string): readonly { readonly start: number; readonly end: number }[] {
  return Array.from(title.matchAll(/\s*[|¦«»·•‹›:–—]\s*|\s[-ـ]\s/g), ({ index, 0: sign }) => ({
    start: index,
    end: index + sign.length,
  }));
}
