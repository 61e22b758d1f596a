import type { Session } from './session.ts';

/** An item by its channel and the revision that published it. */
export interface Arrival {
  readonly channelId: string;
  readonly firstRevision: number;
}

/** From now on the item is found by these marks. */
export async function putLikeness(
  session: Session,
  { channelId, firstRevision }: Arrival,
  marks: readonly number[],
): Promise<void> {
  if (marks.length === 0) return;
  await session
    .insertInto('likenesses')
    .values(marks.map((mark) => ({ channel_id: channelId, mark, first_revision: firstRevision })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteLikeness(
  session: Session,
  { channelId, firstRevision }: Arrival,
  marks: readonly number[],
): Promise<void> {
  await session
    .deleteFrom('likenesses')
    .where('channel_id', '=', channelId)
    .where('mark', 'in', marks)
    .where('first_revision', '=', firstRevision)
    .execute();
}

/**
 * The items that share most marks, and of those that share as many the latest. Of each mark only its latest items
 * are looked at: a mark of a phrase that stands in thousands costs no more than another.
 */
export async function listMostAlike(
  session: Session,
  channelId: string,
  marks: readonly number[],
  limits: { readonly perMark: number; readonly items: number },
): Promise<readonly number[]> {
  const [first, ...others] = marks.map((mark) =>
    session
      .selectFrom((from) =>
        from
          .selectFrom('likenesses')
          .select('first_revision')
          .where('channel_id', '=', channelId)
          .where('mark', '=', mark)
          .orderBy('first_revision', 'desc')
          .limit(limits.perMark)
          .as('latest'),
      )
      .select('first_revision'),
  );
  if (first === undefined) return [];
  const rows = await others.reduce((query, other) => query.unionAll(other), first).execute();
  const shared = new Map<number, number>();
  for (const row of rows) {
    const arrival = Number(row.first_revision);
    shared.set(arrival, (shared.get(arrival) ?? 0) + 1);
  }
  return [...shared]
    .sort(([one, ofOne], [other, ofOther]) => ofOther - ofOne || other - one)
    .slice(0, limits.items)
    .map(([arrival]) => arrival);
}
