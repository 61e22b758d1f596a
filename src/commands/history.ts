import type { Environment } from '../environment.ts';
import { listHistory } from '../publish/item-history.ts';
import { historyLines, historyReport } from './item-report/history-report.ts';
import { itemWordsIn } from './item-report/item-words.ts';
import { getItem, withNewsroom } from './with-newsroom.ts';

/** Every revision of an item, and what each changed in the text. */
export async function history(
  environment: Environment,
  id: string,
  { json }: { readonly json?: boolean },
): Promise<number> {
  return withNewsroom(environment, async (newsroom) => {
    const { stored, channel } = await getItem(environment, newsroom, id);
    const entries = await listHistory(newsroom, channel, stored);
    const report =
      json === true
        ? JSON.stringify(historyReport(stored, entries), null, 2)
        : historyLines(newsroom.site, stored, entries, itemWordsIn(channel.language)).join('\n');
    process.stdout.write(`${report}\n`);
    return 0;
  });
}
