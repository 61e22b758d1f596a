import type { ChannelRow } from './schema.ts';
import type { Session } from './session.ts';
import { sitemapSize } from './sitemaps.ts';
import type { StoreFinding } from './store-finding.ts';

/** Whether numbers from 1 to what the channel has counted are there, each once, and what is kept of archives, sitemaps and counts agrees. */
export async function verifyLog(session: Session): Promise<readonly StoreFinding[]> {
  const findings: StoreFinding[] = [];
  for (const channel of await session.selectFrom('channels').selectAll().orderBy('id').execute()) {
    findings.push(
      ...(await verifyRevisions(session, channel)),
      ...(await verifyArrivals(session, channel)),
      ...(await verifyArchives(session, channel)),
      ...(await verifyCount(session, channel)),
      ...(await verifySitemaps(session, channel)),
    );
  }
  return findings;
}

interface Found {
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** @param first the number that the row has which came first */
function gapIn(
  found: Found,
  { first, last }: { readonly first: number; readonly last: number },
): string | undefined {
  const wanted = last - first + 1;
  if (found.count === wanted && (wanted === 0 || (found.first === first && found.last === last)))
    return undefined;
  return `${found.count} from ${found.first} to ${found.last}, where there should be ${wanted} from ${first} to ${last}`;
}

async function verifyRevisions(
  session: Session,
  { id, revision }: ChannelRow,
): Promise<readonly StoreFinding[]> {
  const row = await session
    .selectFrom('revisions')
    .select(({ fn }) => [
      fn.countAll().as('count'),
      fn.min('number').as('first'),
      fn.max('number').as('last'),
    ])
    .where('channel_id', '=', id)
    .executeTakeFirstOrThrow();
  const gap = gapIn(foundIn(row), { first: 1, last: Number(revision) });
  if (gap === undefined) return [];
  return [{ code: 'revision_missing', message: `channel ${id}: the log has revisions ${gap}` }];
}

async function verifyArrivals(
  session: Session,
  { id, arrivals }: ChannelRow,
): Promise<readonly StoreFinding[]> {
  const row = await session
    .selectFrom('items')
    .select(({ fn }) => [
      fn.count('arrival').as('all'),
      fn.count('arrival').distinct().as('count'),
      fn.min('arrival').as('first'),
      fn.max('arrival').as('last'),
    ])
    .where('channel_id', '=', id)
    .executeTakeFirstOrThrow();
  const gap = gapIn(foundIn(row), { first: 1, last: Number(arrivals) });
  const twice = Number(row.all) - Number(row.count);
  if (gap === undefined && twice === 0) return [];
  const said = gap ?? `that ${twice} items share with others`;
  return [{ code: 'arrival_missing', message: `channel ${id}: its items have arrivals ${said}` }];
}

/** Versions hold from the first archive on, and the last of them is of the last change of an item that has a place. */
async function verifyArchives(session: Session, { id }: ChannelRow): Promise<readonly StoreFinding[]> {
  const kept = await session
    .selectFrom('archive_versions')
    .select(({ fn }) => [fn.min('number').as('first'), fn.max('version').as('version')])
    .where('channel_id', '=', id)
    .executeTakeFirstOrThrow();
  const changed = await session
    .selectFrom('items')
    .select(({ fn }) => fn.max('revision').as('revision'))
    .where('channel_id', '=', id)
    .where('arrival', 'is not', null)
    .executeTakeFirstOrThrow();
  const [first, version, wanted] = [kept.first ?? 0, kept.version ?? 0, changed.revision ?? 0].map(Number);
  if (first === 0 && version === wanted) return [];
  const message = `channel ${id}: its archives have versions from number ${first} on, the last of them ${version}, where there should be ${wanted} and number 0`;
  return [{ code: 'archive_missing', message }];
}

async function verifyCount(session: Session, { id, items }: ChannelRow): Promise<readonly StoreFinding[]> {
  const { count } = await session
    .selectFrom('items')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('channel_id', '=', id)
    .executeTakeFirstOrThrow();
  if (Number(count) === Number(items)) return [];
  return [{ code: 'items_miscounted', message: `channel ${id}: it counts ${items} items, and has ${count}` }];
}

/** Each is of the last change of an item that has a place in it. */
async function verifySitemaps(
  session: Session,
  { id, arrivals }: ChannelRow,
): Promise<readonly StoreFinding[]> {
  const rows = await session
    .selectFrom('sitemaps')
    .select(['number', 'revision'])
    .where('channel_id', '=', id)
    .execute();
  const kept = new Map(rows.map(({ number, revision }) => [Number(number), Number(revision)]));
  const findings: StoreFinding[] = [];
  for (let number = 0; number * sitemapSize < Number(arrivals); number += 1) {
    const changed = await session
      .selectFrom('items')
      .select(({ fn }) => fn.max('revision').as('revision'))
      .where('channel_id', '=', id)
      .where('arrival', '>', number * sitemapSize)
      .where('arrival', '<=', (number + 1) * sitemapSize)
      .executeTakeFirstOrThrow();
    const [found, wanted] = [kept.get(number) ?? 0, Number(changed.revision ?? 0)];
    if (found !== wanted)
      findings.push({
        code: 'sitemap_missing',
        message: `channel ${id}: sitemap ${number} has revision ${found}, where there should be ${wanted}`,
      });
  }
  return findings;
}

function foundIn(row: { readonly count: unknown; readonly first: unknown; readonly last: unknown }): Found {
  return { count: Number(row.count), first: Number(row.first ?? 0), last: Number(row.last ?? 0) };
}
