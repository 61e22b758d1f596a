import { isPostgresConflict, isPostgresFailure } from './postgres.ts';
import { isSqliteBusy, isSqliteFailure } from './sqlite.ts';

/** Whether an error is the database's own: locked for too long, a full disk, a damaged file, a lost connection. */
export function isStoreFailure(error: unknown): boolean {
  return isSqliteFailure(error) || isPostgresFailure(error);
}

/** Whether another process only came first, so that the same may succeed in a moment. */
export function isBusy(error: unknown): boolean {
  return isSqliteBusy(error) || isPostgresConflict(error);
}
