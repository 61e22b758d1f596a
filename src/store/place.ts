import { statSync } from 'node:fs';
import type { NashraError } from '../domain/errors.ts';
import { canWriteBeside } from './can-write-beside.ts';
import type { Store } from './session.ts';
import { movedCode, storeFault, storeFaultOf } from './store-fault.ts';

/** What a store that is a file looks like from outside: SQLite goes on writing to a file that nobody can find any more. */
const places = new WeakMap<Store, { readonly file: string; readonly identity: string | undefined }>();

/** To be called as soon as the file is open. */
export function rememberPlace(store: Store, file: string): void {
  places.set(store, { file, identity: identityOf(file) });
}

/** Throws where another file, or none, stands under the name by now; a store that is no file is always in place. */
export function assertInPlace(store: Store): void {
  const place = places.get(store);
  if (place === undefined || identityIfAny(place.file) === place.identity) return;
  throw Object.assign(new Error(`${place.file} is no longer the file that was opened`), { code: movedCode });
}

/** By whatever names and links the two are called; what is not there is no file. */
export function isSameFile(one: string, other: string): boolean {
  const identity = identityIfAny(one);
  return identity !== undefined && identity === identityIfAny(other);
}

/** As storeFaultOf, of this store: where a disk has turned read-only, SQLite says no more than that it cannot write. */
export function faultIn(store: Store, error: unknown): NashraError | undefined {
  const fault = storeFaultOf(error);
  const place = places.get(store);
  if (fault?.code !== 'store_unavailable' || place === undefined || canWriteBeside(place.file)) return fault;
  return storeFault('store_read_only', error);
}

/** Undefined too where a folder has been closed or a drive is gone: nobody finds the file there. */
function identityIfAny(file: string): string | undefined {
  try {
    return identityOf(file);
  } catch {
    return undefined;
  }
}

function identityOf(file: string): string | undefined {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.dev} ${stats.ino}`;
}
