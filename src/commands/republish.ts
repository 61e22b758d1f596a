import { itemUrl } from '../domain/addresses.ts';
import type { Environment } from '../environment.ts';
import { companionsIn } from '../publish/companions-in.ts';
import { republishItem } from '../publish/republish-item.ts';
import { labelled } from './item-report/item-lines.ts';
import { itemWordsIn } from './item-report/item-words.ts';
import { getItem, withNewsroom } from './with-newsroom.ts';

/** Publishes what was withdrawn or has expired as a new item. */
export async function republish(environment: Environment, id: string): Promise<number> {
  return withNewsroom(environment, async (newsroom) => {
    const { stored, channel } = await getItem(environment, newsroom, id);
    const item = await republishItem(newsroom, stored.item.key, companionsIn(environment.feedsDir));
    const words = itemWordsIn(channel.language);
    const lines = labelled(
      [
        [words.republished, item.title],
        [words.key, item.key],
        [words.id, item.id],
        [words.url, itemUrl(newsroom.site, item)],
      ],
      words,
    );
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  });
}
