import { createHash } from 'node:crypto';
import type { Session } from './session.ts';
import type { StoreFinding } from './store-finding.ts';

/** Whether originals and media are the bytes whose SHA-256 they are called by; one is in memory at a time. */
export async function verifyBytes(
  session: Session,
  onRow: () => Promise<void>,
): Promise<readonly StoreFinding[]> {
  const findings: StoreFinding[] = [];
  for await (const sha256 of namesOf(session, 'originals')) {
    if (!(await isOriginalWhole(session, sha256)))
      findings.push({ code: 'original_damaged', message: `original ${sha256}: its bytes are others` });
    await onRow();
  }
  for await (const sha256 of namesOf(session, 'media')) {
    if (!(await isMediaWhole(session, sha256)))
      findings.push({
        code: 'media_damaged',
        message: `media ${sha256}: its bytes are others, or not all there`,
      });
    await onRow();
  }
  return findings;
}

const pieceSize = 500;

async function* namesOf(session: Session, table: 'originals' | 'media'): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const rows = await session
      .selectFrom(table)
      .select('sha256')
      .where('sha256', '>', after)
      .orderBy('sha256')
      .limit(pieceSize)
      .execute();
    for (const { sha256 } of rows) yield sha256;
    if (rows.length < pieceSize) return;
    after = rows.at(-1)?.sha256 ?? '';
  }
}

async function isOriginalWhole(session: Session, sha256: string): Promise<boolean> {
  const { bytes } = await session
    .selectFrom('originals')
    .select('bytes')
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  return createHash('sha256').update(bytes).digest('hex') === sha256;
}

async function isMediaWhole(session: Session, sha256: string): Promise<boolean> {
  const { length } = await session
    .selectFrom('media')
    .select('length')
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  const hash = createHash('sha256');
  let lengthBytes = 0;
  for (let number = 0; lengthBytes < Number(length); number += 1) {
    const chunk = await session
      .selectFrom('media_chunks')
      .select('bytes')
      .where('sha256', '=', sha256)
      .where('number', '=', number)
      .executeTakeFirst();
    if (chunk === undefined || chunk.bytes.length === 0) return false;
    hash.update(chunk.bytes);
    lengthBytes += chunk.bytes.length;
  }
  return lengthBytes === Number(length) && hash.digest('hex') === sha256;
}
