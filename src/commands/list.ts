import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import type { StoredItem } from '../store/items.ts';
import { listItems } from '../store/list-items.ts';
import { type ItemState, itemStates } from '../store/schema.ts';
import { showControls } from '../text/show-invisible.ts';
import { getChannel } from './get-channel.ts';
import { formatMoment } from './item-report/format-moment.ts';
import { itemReport } from './item-report/item-report.ts';
import { withNewsroom } from './with-newsroom.ts';

export interface ListOptions {
  readonly channel?: string;
  readonly state?: ItemState;
  readonly limit: string;
  readonly json?: boolean;
}

/** The items that changed last, a line each: key, state, the time that the state speaks of, headline. */
export async function list(environment: Environment, options: ListOptions): Promise<number> {
  const { channel, state, json } = options;
  const limit = readLimit(options.limit);
  return withNewsroom(environment, async ({ site, store }) => {
    const channels = channel === undefined ? site.channels : [getChannel(site, channel)];
    const listed = await listItems(store, {
      channelIds: channels.map(({ id }) => id),
      states: state === undefined ? itemStates : [state],
      limit,
    });
    const text =
      json === true
        ? JSON.stringify(
            listed.map((stored) => itemReport(site, stored)),
            null,
            2,
          )
        : listed.map((stored) => itemLine(stored, site.timeZone)).join('\n');
    if (text !== '') process.stdout.write(`${text}\n`);
    return 0;
  });
}

function itemLine(stored: StoredItem, timeZone: string): string {
  const { item, state, publishAt, endedAt } = stored;
  const at = endedAt ?? publishAt ?? item.publishedAt;
  return [item.key, state, formatMoment(at, timeZone), showControls(item.title)].join('  ');
}

function readLimit(typed: string): number {
  if (/^[1-9]\d{0,5}$/.test(typed)) return Number(typed);
  throw new NashraError('bad_request', `--limit is a number from 1: ${typed}`);
}
