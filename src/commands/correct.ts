import { itemUrl } from '../domain/addresses.ts';
import type { Environment } from '../environment.ts';
import { correctItem } from '../publish/change-item.ts';
import { labelled } from './item-report/item-lines.ts';
import { itemWordsIn } from './item-report/item-words.ts';
import { getItem, withNewsroom } from './with-newsroom.ts';

/** Tells readers below the text what was wrong in it. */
export async function correct(
  environment: Environment,
  id: string,
  { note }: { readonly note: string },
): Promise<number> {
  return withNewsroom(environment, async (newsroom) => {
    const { stored, channel } = await getItem(environment, newsroom, id);
    const item = await correctItem(newsroom, stored.item.key, note);
    const words = itemWordsIn(channel.language);
    const lines = labelled(
      [
        [words.corrected, item.title],
        [words.correction, item.corrections.at(-1)?.note],
        [words.url, itemUrl(newsroom.site, item)],
      ],
      words,
    );
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  });
}
