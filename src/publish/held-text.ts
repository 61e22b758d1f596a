import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Channel } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import { splitFeed } from '../ingest/split-feed.ts';
import { findSha256, findState } from './inbox-files.ts';
import { sha256Of } from './recognise-item.ts';

const noEntries: ReadonlyMap<string, string> = new Map();

/** Finds what the ledger's paths hold now, as SHA-256: files, and entries of feeds' files. */
export function openHeldTexts(
  directory: string,
): (name: string, channel: Channel) => Promise<string | undefined> {
  // Of one file its entries are asked for one after the other.
  let latest: { readonly key: string; readonly texts: ReadonlyMap<string, string> } | undefined;

  async function readEntries(name: string, channel: Channel): Promise<ReadonlyMap<string, string>> {
    const file = path.resolve(directory, name);
    const state = await findState(file);
    if (state === undefined) return noEntries;
    const key = `${file} ${channel.id} ${state}`;
    if (latest?.key === key) return latest.texts;
    // Empty is what is there and no file to read.
    const texts = (await findSha256(directory, name)) ? await hashEntries(file, channel) : noEntries;
    latest = { key, texts };
    return texts;
  }

  return async (name, channel) => {
    const held = await findSha256(directory, name);
    if (held !== undefined) return held;
    for (let mark = name.indexOf('#'); mark >= 0; mark = name.indexOf('#', mark + 1)) {
      const found = (await readEntries(name.slice(0, mark), channel)).get(name.slice(mark + 1));
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

async function hashEntries(file: string, channel: Channel): Promise<ReadonlyMap<string, string>> {
  try {
    // The order of the entries, which the zone has a part in, has none here.
    const options = { channel, fileName: file, timeZone: 'UTC' };
    const entries = splitFeed(await readFile(file), options) ?? [];
    return new Map(entries.map(({ name, bytes }) => [name, sha256Of(bytes)]));
  } catch (error) {
    // It is refused, or gone again, when it is taken: it holds no text that could be compared.
    if (error instanceof NashraError || 'code' in (error as object)) return noEntries;
    throw error;
  }
}
