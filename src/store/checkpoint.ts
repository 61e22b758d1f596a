import { PostgresAdapter, sql } from 'kysely';
import type { Store } from './session.ts';

/**
 * Takes what SQLite's log of changes holds into the database, as far as nobody reads it: else the next publication that
 * makes the log too long does so, while people wait for it. PostgreSQL does so by itself.
 */
export async function checkpoint(store: Store): Promise<void> {
  if (store.getExecutor().adapter instanceof PostgresAdapter) return;
  await sql`pragma wal_checkpoint(passive)`.execute(store);
}
