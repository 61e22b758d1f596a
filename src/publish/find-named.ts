import type { Site } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import { sentenceIn } from '../domain/sentence.ts';
import { findItem, findItemById, type StoredItem } from '../store/items.ts';
import { listFeedEntries, listItemKeys } from '../store/ledger.ts';
import type { Session } from '../store/open-store.ts';
import { defaultChannel } from './document-parts.ts';

/** What an item may be called by: what the ledger calls its file goes before what people type. */
export interface ItemName {
  /** As it was typed: a key, a `tag:` id, a path in the inbox or the address of a page. */
  readonly typed: string;
  /** The same as a path relative to the inbox, where it can be one. */
  readonly inboxPath?: string;
}

interface Context {
  readonly store: Session;
  readonly site: Site;
}

/** Undefined where nothing is called so. @throws NashraError `not_found` for a name of several */
export async function findNamed(
  { store, site }: Context,
  { typed, inboxPath }: ItemName,
): Promise<StoredItem | undefined> {
  const direct = (await findItemById(store, typed)) ?? (await findItem(store, keyIn(typed)));
  if (direct !== undefined) return direct;
  const channelIds = site.channels.map(({ id }) => id);
  for (const path of new Set([typed, inboxPath ?? typed])) {
    const keys = await listItemKeys(store, channelIds, path);
    if (keys.length > 1) throw namedSeveral(site, typed, keys);
    const [key] = keys;
    if (key !== undefined) return findItem(store, key);
    const entries = await listFeedEntries(store, channelIds, path);
    if (entries.length > 0) throw namedSeveral(site, typed, entries);
  }
  return undefined;
}

/** @throws NashraError `not_found` for a name of nothing or of several */
export async function getNamed(context: Context, name: ItemName): Promise<StoredItem> {
  const found = await findNamed(context, name);
  if (found !== undefined) return found;
  const { language } = defaultChannel(context.site);
  throw new NashraError(
    'not_found',
    sentenceIn(language, {
      ar: `لا مادة بهذا الاسم: ${name.typed}. المقبول مفتاح المادة أو معرّفها (tag:) أو مسار ملفها أو عنوان صفحتها.`,
      en: `There is no story called ${name.typed}. A story is called by its key, its tag: id, the path of its file or the address of its page.`,
    }),
  );
}

/** A ULID: alone, or in the address of a page, whatever the slug says by now. */
function keyIn(typed: string): string {
  const inAddress = /^https?:\/\/[^?#]*\/([0-9a-hjkmnp-tv-z]{26})(?:[/?#]|$)/i.exec(typed)?.[1];
  return (inAddress ?? typed).toLowerCase();
}

const maxNamed = 3;

function namedSeveral(site: Site, typed: string, names: readonly string[]): NashraError {
  const { language } = defaultChannel(site);
  const some = names.slice(0, maxNamed).join(' · ');
  return new NashraError(
    'not_found',
    sentenceIn(language, {
      ar: `يدل ${typed} على ${names.length} مواد، فسمِّ واحدة منها: ${some}`,
      en: `${typed} names ${names.length} stories; name one of them: ${some}`,
    }),
  );
}
