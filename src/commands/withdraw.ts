import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from '../environment.ts';
import { headerPolicy } from '../http/headers.ts';
import type { Newsroom } from '../newsroom.ts';
import { createResourceRenderer } from '../publish/render-resource.ts';
import { takeDown } from '../publish/take-down.ts';
import { exitCodes } from './exit-codes.ts';
import { itemWordsIn } from './item-report/item-words.ts';
import { isTakenDown, takedownLines, takedownReport } from './item-report/takedown-report.ts';
import { getItem, withNewsroom } from './with-newsroom.ts';

export interface WithdrawOptions {
  readonly reason: string;
  readonly json?: boolean;
}

/**
 * By then every process that serves shows what one of them has written. A cache that is told earlier would fetch the
 * story once more, and keep an archive for a year.
 */
const shownMs = 1_000;

/** Takes a story back, and prints a receipt: where it stood, and that it stands there no longer. */
export async function withdraw(
  environment: Environment,
  id: string,
  { reason, json }: WithdrawOptions,
): Promise<number> {
  return withNewsroom(environment, async (newsroom) => {
    const { stored, channel } = await getItem(environment, newsroom, id);
    const receipt = await takeDown(newsroom, rendererOf(newsroom), { stored, channel, reason });
    await delay(shownMs);
    const text =
      json === true
        ? JSON.stringify(takedownReport(newsroom.site, receipt), null, 2)
        : takedownLines(newsroom.site, receipt, itemWordsIn(channel.language)).join('\n');
    process.stdout.write(`${text}\n`);
    return isTakenDown(receipt) ? 0 : exitCodes.software;
  });
}

function rendererOf({ store, site, now }: Newsroom) {
  // Items that cannot be rendered are told of by the server, which leaves them out as this does.
  return createResourceRenderer({ store, site, now, headers: headerPolicy(), onItemFault: () => undefined });
}
