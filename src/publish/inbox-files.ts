import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Channel, Site } from '../domain/channel.ts';
import { refusal } from '../ingest/messages.ts';
import { maxBytesOf, tooLargeCodeOf } from '../ingest/parse-article.ts';

/**
 * Changes with every write, and when another file takes the name. Undefined when the file is gone or cannot be
 * looked at: taking it says which.
 */
export async function findState(file: string): Promise<string | undefined> {
  try {
    const { size, mtimeMs, ino } = await stat(file);
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    return undefined;
  }
}

export async function findLengthBytes(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? -1;
}

/** What taking a file is given up with when it was changed after it was read. */
export const changedMeanwhile = new Error('the file was changed while it was being taken');

/**
 * A link is refused: it could publish whatever the server can read.
 * @throws NashraError `article_too_large`, `document_too_large` or `feed_too_large` without reading it, `file_unreadable`
 */
export async function readArticleFile(file: string, channel: Channel): Promise<Buffer> {
  try {
    const stats = await lstat(file);
    if (!stats.isFile()) throw refusal('file_unreadable', channel.language);
    if (stats.size > maxBytesOf(file)) throw refusal(tooLargeCodeOf(file), channel.language);
    return await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw cause;
    throw refusal('file_unreadable', channel.language, { cause });
  }
}

/**
 * Of the file that the ledger calls so; undefined when it is gone, and empty when something is there that cannot be
 * an article: whatever it holds, it is not the text that is compared with it.
 */
export async function findSha256(directory: string, name: string): Promise<string | undefined> {
  const file = path.resolve(directory, name);
  try {
    const stats = await lstat(file);
    if (!stats.isFile() || stats.size > maxBytesOf(file)) return '';
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch (error) {
    return isGone(error) ? undefined : '';
  }
}

/** What the ledger calls a file: relative to the inbox where it lies in it, with `/`. */
export function inboxPath(directory: string, file: string): string {
  const relative = path.relative(directory, file);
  const isInside = !relative.startsWith('..') && !path.isAbsolute(relative);
  return (isInside ? relative : path.resolve(file)).split(path.sep).join('/');
}

/** The first folder names the channel; what lies in none of a channel's name is the default channel's. */
export function channelOfPath(site: Site, name: string): Channel {
  const [folder] = name.split('/');
  const channel =
    site.channels.find(({ id }) => id === folder) ??
    site.channels.find(({ id }) => id === site.defaultChannelId);
  if (channel === undefined) throw new Error('the configuration has no default channel');
  return channel;
}

/** Every file below the folder, by absolute path, and every link, which is refused when it is read. */
export async function listArticleFiles(directory: string): Promise<readonly string[]> {
  // Not opendir: its recursive form in Node 20 stops at 32 entries of each folder below the first.
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => path.resolve(entry.parentPath, entry.name))
    .filter((file) => !isHidden(path.relative(directory, file)));
}

/** Dot files, editors' locks and half-written downloads. */
export function isHidden(relative: string): boolean {
  // `..` is the way to the inbox itself, which a watcher takes while the folder is not there yet.
  const names = relative.split(path.sep).filter((name) => name !== '..');
  return names.some((name) => /^(\.|~\$)|(~|\.tmp|\.part|\.swp|\.crdownload)$/.test(name));
}

/** A folder may stand where the file was, and a file where its folder was. */
export function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
