/** Leading and trailing C0 controls and spaces, and tabs and line breaks anywhere, are nothing to a URL (URL Standard §4.4). */
const ignoredByParsers = /^[\u0000-\u0020]+|[\u0000-\u0020]+$|[\t\n\r]/g;
const schemeFirst = /^([a-z][a-z0-9+.-]*):/i;
const linkSchemes = new Set(['http', 'https', 'mailto']);
const pictureSchemes = new Set(['http', 'https']);
/** As the parser writes it; it also takes names with quotation marks and brackets, which no name in the world has. */
const hostName = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/;
/** Nashra's own copy of a picture, under the address of its bytes. */
const ownMedia = /^media\/[0-9a-f]{64}\.[a-z0-9]{1,5}$/;

/** The address of a link as a browser reads it, when it is absolute and http, https or mailto. */
export function linkAddress(written: string): string | undefined {
  return addressOf(written, linkSchemes);
}

/** The address of a picture: http, https, or one of Nashra's own files (`media/…`). */
export function pictureAddress(written: string): string | undefined {
  return ownMedia.test(written) ? written : addressOf(written, pictureSchemes);
}

/**
 * Written anew by the parser of the URL Standard, so what is checked is what a browser opens. A name before the host
 * (`https://bank.example@other.example`) makes an address look like another's, so there is no link then.
 */
function addressOf(written: string, schemes: ReadonlySet<string>): string | undefined {
  const text = written.replace(ignoredByParsers, '');
  const scheme = schemeFirst.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined || !schemes.has(scheme) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== `${scheme}:` || url.username !== '' || url.password !== '') return undefined;
  if (scheme === 'mailto') return url.pathname.includes('@') ? url.href : undefined;
  return hostName.test(url.hostname) ? url.href : undefined;
}
