import type { Session } from './session.ts';

/** Keeps the bytes as they came; bytes that are there already are not written again. */
export async function putOriginal(
  session: Session,
  original: { readonly sha256: string; readonly bytes: Uint8Array; readonly keptAt: Date },
): Promise<void> {
  await session
    .insertInto('originals')
    .values({
      sha256: original.sha256,
      bytes: Buffer.from(original.bytes),
      kept_at: original.keptAt.getTime(),
    })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

/** The bytes of an article as they came. */
export async function findOriginal(session: Session, sha256: string): Promise<Buffer | undefined> {
  const row = await session
    .selectFrom('originals')
    .select('bytes')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row?.bytes;
}

/** Without reading them; 0 of bytes that are not there. */
export async function findOriginalLength(session: Session, sha256: string): Promise<number> {
  const row = await session
    .selectFrom('originals')
    .select(({ fn }) => fn<number>('length', ['bytes']).as('length'))
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return Number(row?.length ?? 0);
}

export async function hasOriginal(session: Session, sha256: string): Promise<boolean> {
  const row = await session
    .selectFrom('originals')
    .select('kept_at')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row !== undefined;
}
