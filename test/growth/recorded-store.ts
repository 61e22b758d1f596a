import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kysely, SqliteDialect } from 'kysely';
import type { Schema } from '../../src/store/schema.ts';
import type { Store } from '../../src/store/session.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { canRun, run } from '../support/run.ts';

// Debian's own, which every Debian has that the followers of feeds run on.
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('steps.py', import.meta.url));

/** A store on a database that is there already, whose statements are written down act by act. */
export interface RecordedStore {
  readonly store: Store;
  readonly act: <Result>(name: string, run: () => Promise<Result>) => Promise<Result>;
  /** Steps of SQLite's virtual machine by act, counted on the database as it was before the first. */
  readonly countSteps: () => Promise<Readonly<Record<string, number>>>;
}

interface Act {
  readonly name: string;
  readonly statements: { readonly sql: string; readonly parameters: readonly unknown[] }[];
}

/** A sentence, where the work cannot be counted. */
export function findFault(): string | undefined {
  if (canRun(python, ['-I', '-c', 'import sqlite3'])) return undefined;
  return 'work is not counted: the Debian package python3 is not installed';
}

export function openRecorded(file: string): RecordedStore {
  const before = `${file}.before`;
  copyFileSync(file, before);
  const acts: Act[] = [];
  const store = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: openSqlite(file) }),
    log: ({ query: { sql, parameters } }) => {
      if (!/^(begin|commit|rollback)$/.test(sql)) acts.at(-1)?.statements.push({ sql, parameters });
    },
  });
  return {
    store,
    act: async (name, run) => {
      acts.push({ name, statements: [] });
      const result = await run();
      acts.push({ name: 'between', statements: [] });
      return result;
    },
    countSteps: async () => {
      const input = JSON.stringify({ database: before, acts: acts.map(writable) });
      return JSON.parse(String(await run(python, ['-I', script], { input: Buffer.from(input) }))) as Record<
        string,
        number
      >;
    },
  };
}

function writable({ name, statements }: Act) {
  return {
    name,
    statements: statements.map(({ sql, parameters }) => ({
      sql,
      parameters: parameters.map((one) =>
        one instanceof Uint8Array ? { base64: Buffer.from(one).toString('base64') } : one,
      ),
    })),
  };
}
