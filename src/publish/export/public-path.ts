import type { Site } from '../../domain/channel.ts';

/** The folder that a host serves; all that lies beside it is for the operator. */
export const publicFolder = 'public';

/** Of a path below the site's address the whole path, with that of the address before it. */
export function publicPath({ baseUrl }: Pick<Site, 'baseUrl'>, path: string): string {
  const { pathname } = new URL(baseUrl);
  return (pathname === '/' ? '' : pathname) + path;
}

/** The file of a percent-encoded path: under its own name, as hosts look for it, and a folder's page in `index.html`. */
export function publicFile(site: Pick<Site, 'baseUrl'>, path: string): string {
  const decoded = decodeURIComponent(publicPath(site, path));
  return `${publicFolder}${decoded}${decoded.endsWith('/') ? 'index.html' : ''}`;
}

/** Pages that lead on from old addresses, each under the path that the page had; what is public has no file there. */
export function movedFile(site: Pick<Site, 'baseUrl'>, path: string): string {
  return `moved${decodeURIComponent(publicPath(site, path))}`;
}
