import { existsSync } from 'node:fs';
import { type ErrorCode, NashraError } from '../domain/errors.ts';
import { canWriteBeside } from './can-write-beside.ts';
import { isStoreFailure } from './store-failure.ts';

/** What can be wrong with the place where everything is kept. */
const storeFaults = {
  store_full: 'The disk of the database is full: nothing new can be kept until there is room.',
  store_read_only:
    'The database cannot be written: its disk or folder is read-only, or belongs to another user.',
  store_damaged: 'The database is damaged: put a backup in its place with nashra restore.',
  store_lost:
    'The database file was deleted, moved or replaced while it was open: nothing more is written; stop Nashra and put the right file back.',
  store_unavailable: 'The database does not answer: another program holds it, or its disk reports errors.',
} as const satisfies Partial<Record<ErrorCode, string>>;

type StoreFaultCode = keyof typeof storeFaults;

/** What {@link assertInPlace} throws. */
export const movedCode = 'STORE_MOVED';

/** By SQLite's result codes, and the SQLSTATE of PostgreSQL (appendix A of its manual). */
const patterns: readonly (readonly [pattern: RegExp, code: StoreFaultCode])[] = [
  [/^(?:SQLITE_FULL|SQLITE_IOERR_SHMSIZE|53100)$/, 'store_full'],
  [/^(?:SQLITE_READONLY\w*|25006)$/, 'store_read_only'],
  [
    /^(?:SQLITE_CORRUPT\w*|SQLITE_NOTADB|SQLITE_IOERR_SHORT_READ|SQLITE_IOERR_CORRUPTFS|XX00[12])$/,
    'store_damaged',
  ],
  [new RegExp(`^${movedCode}$`), 'store_lost'],
];

/** The reason for the operator, where an error is the store's own and no fault of whoever asked; else undefined. */
export function storeFaultOf(error: unknown): NashraError | undefined {
  if (error instanceof NashraError) return error.code in storeFaults ? error : undefined;
  const { code } = (error ?? {}) as { readonly code?: unknown };
  const found = patterns.find(([pattern]) => typeof code === 'string' && pattern.test(code))?.[1];
  if (found !== undefined) return storeFault(found, error);
  return isStoreFailure(error) ? storeFault('store_unavailable', error) : undefined;
}

export function storeFault(code: StoreFaultCode, cause: unknown): NashraError {
  return new NashraError(code, storeFaults[code], { cause });
}

/** Those of a file that could not even be opened; elsewhere the same codes speak of other files. */
const systemCodes: Readonly<Record<string, StoreFaultCode>> = {
  ENOSPC: 'store_full',
  EDQUOT: 'store_full',
  EROFS: 'store_read_only',
  EACCES: 'store_read_only',
};

const remedies: Readonly<Record<StoreFaultCode, string>> = {
  store_full: 'make room on its disk.',
  store_read_only: 'make the file and its folder writable for the user that runs Nashra.',
  store_damaged: 'put a backup in its place with nashra restore.',
  store_lost: 'start Nashra again.',
  store_unavailable: '',
};

/**
 * Why a database cannot be opened, and what to do.
 * @param name its file, or what it is called where it is none
 */
export function openingFault(name: string, cause: Error & { readonly code?: string }): NashraError {
  const isReadOnly = cause.code === 'SQLITE_CANTOPEN' && existsSync(name) && !canWriteBeside(name);
  const found = storeFaultOf(cause)?.code ?? systemCodes[cause.code ?? ''] ?? 'store_unavailable';
  const code = isReadOnly ? 'store_read_only' : found;
  const remedy = code in remedies ? remedies[code as StoreFaultCode] : '';
  const reason = reasonOf(cause);
  const why = remedy === '' ? reason : `${reason}; ${remedy}`;
  return new NashraError(code, `The database ${name} cannot be opened: ${why}`, { file: name, cause });
}

/** Of several addresses of one name, each failed for a reason of its own. */
function reasonOf(cause: unknown): string {
  const [first] = cause instanceof AggregateError ? cause.errors : [cause];
  const reason = first instanceof Error ? first.message : String(first);
  return /client password must be a (?:non-empty )?string/.test(reason)
    ? 'the server asks for a password, and the address names none'
    : reason;
}
