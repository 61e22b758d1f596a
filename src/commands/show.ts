import type { Environment } from '../environment.ts';
import type { Newsroom } from '../newsroom.ts';
import { listIdentities } from '../store/ledger.ts';
import { itemLines } from './item-report/item-lines.ts';
import { type KnownNames, wholeItemReport } from './item-report/item-report.ts';
import { itemWordsIn } from './item-report/item-words.ts';
import { getItem, withNewsroom } from './with-newsroom.ts';

/** Everything that is kept of an item, but for its text. */
export async function show(
  environment: Environment,
  id: string,
  { json }: { readonly json?: boolean },
): Promise<number> {
  return withNewsroom(environment, async (newsroom) => {
    const { stored, channel } = await getItem(environment, newsroom, id);
    const names = await namesOf(newsroom, stored.item.key);
    const report =
      json === true
        ? JSON.stringify(wholeItemReport(newsroom.site, stored, names), null, 2)
        : itemLines(newsroom.site, stored, names, itemWordsIn(channel.language)).join('\n');
    process.stdout.write(`${report}\n`);
    return 0;
  });
}

async function namesOf({ store }: Newsroom, key: string): Promise<KnownNames> {
  const [paths, copies, externalIds] = await Promise.all([
    listIdentities(store, key, 'path'),
    listIdentities(store, key, 'copy'),
    listIdentities(store, key, 'external'),
  ]);
  return { paths, copies, externalIds };
}
