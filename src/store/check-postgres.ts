import { DEFAULT_MIGRATION_TABLE, sql } from 'kysely';
import { ageOfSchema, type SchemaAge } from './migrations.ts';
import type { Session, Store } from './session.ts';
import { tables } from './tables.ts';
import { inSnapshot } from './transaction.ts';

export async function schemaOfPostgres(store: Store): Promise<SchemaAge> {
  return inSnapshot(store, async (session) => {
    const [found] = await ask<{ is_there: boolean }>(
      session,
      sql`select to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as is_there`,
    );
    if (found?.is_there !== true) return ageOfSchema(undefined);
    const done = await ask<{ name: string }>(
      session,
      sql`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`,
    );
    return ageOfSchema(done.map(({ name }) => name));
  });
}

/** So many faults are told of. */
const maxFaults = 20;

/**
 * What SQLite's integrity_check is for a file: every row is read whole, counted by each index as without it, looked
 * for twice where it may be there once, and its references are followed. Empty when all is sound.
 */
export async function checkPostgres(store: Store): Promise<readonly string[]> {
  const faults: string[] = [];
  const indexes = await inSnapshot(store, listIndexes);
  for (const name of await inSnapshot(store, listTables)) {
    const ofTable = indexes.filter(({ table }) => table === name);
    if (!ofTable.some(({ is_primary }) => is_primary)) faults.push(`${name} has no primary key`);
    faults.push(
      ...(await faultsOf(name, () => inSnapshot(store, (session) => checkTable(session, name, ofTable)))),
    );
  }
  // What a damaged table refers to says nothing.
  if (faults.length === 0)
    for (const reference of await inSnapshot(store, listReferences))
      faults.push(...(await inSnapshot(store, (session) => checkReference(session, reference))));
  return faults.slice(0, maxFaults);
}

/** Of SQLSTATE: internal errors, corrupted data among them, and those of the system, such as a file that is not there. */
const damageClasses = /^(?:XX|58)/;

/** What cannot be read is a finding, and the next table is read. */
async function faultsOf(name: string, check: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await check();
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (typeof code !== 'string' || !damageClasses.test(code)) throw error;
    return [`${name}: ${(error as Error).message}`];
  }
}

interface Index {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly is_unique: boolean;
  readonly is_primary: boolean;
}

/** An older version has some of them. */
async function listTables(session: Session): Promise<readonly string[]> {
  const rows = await ask<{ name: string }>(
    session,
    sql`select relname as name from pg_class
      where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
  );
  const there = new Set(rows.map(({ name }) => name));
  return tables.map(({ name }) => name).filter((name) => there.has(name));
}

function listIndexes(session: Session): Promise<readonly Index[]> {
  return ask<Index>(
    session,
    sql`select tables.relname as "table", indexes.relname as name, indisunique as is_unique,
        indisprimary as is_primary,
        array(select pg_get_indexdef(indexrelid, place, true)
          from generate_series(1, indnkeyatts) as place) as columns
      from pg_index join pg_class as tables on tables.oid = indrelid join pg_class as indexes on indexes.oid = indexrelid
      where tables.relnamespace = current_schema()::regnamespace and indisvalid and indpred is null
      order by indexes.relname`,
  );
}

async function checkTable(
  session: Session,
  table: string,
  indexes: readonly Index[],
): Promise<readonly string[]> {
  await plan(session, { byIndex: false });
  // As text nothing of a row is left unread, what stands outside of its page among that.
  const [whole] = await ask<{ rows: number }>(
    session,
    sql`select count(*) as rows, sum(octet_length(whole::text)) as bytes from ${sql.table(table)} as whole`,
  );
  const faults: string[] = [];
  for (const { name, columns, is_unique } of indexes)
    if (is_unique && (await hasTwice(session, table, columns)))
      faults.push(`${table} has rows that are the same in what ${name} has once`);
  await plan(session, { byIndex: true });
  for (const { name, columns } of indexes) {
    const [found] = await ask<{ rows: number }>(
      session,
      sql`select count(*) as rows from (select 1 from ${sql.table(table)} order by ${listOf(columns)}) as found`,
    );
    if (found?.rows !== whole?.rows)
      faults.push(`${table} has ${whole?.rows} rows, and ${found?.rows} by its index ${name}`);
  }
  return faults;
}

async function plan(session: Session, { byIndex }: { readonly byIndex: boolean }): Promise<void> {
  const set = (name: string, isOn: boolean) => sql`set_config(${name}, ${isOn ? 'on' : 'off'}, true)`;
  await sql`select ${set('enable_seqscan', !byIndex)}, ${set('enable_sort', !byIndex)},
    ${set('enable_indexscan', byIndex)}, ${set('enable_indexonlyscan', byIndex)},
    ${set('enable_bitmapscan', false)}`.execute(session);
}

async function hasTwice(session: Session, table: string, columns: readonly string[]): Promise<boolean> {
  const known = columns.map((column) => sql`${sql.ref(column)} is not null`);
  const rows = await ask(
    session,
    sql`select 1 from ${sql.table(table)} where ${sql.join(known, sql` and `)}
      group by ${listOf(columns)} having count(*) > 1 limit 1`,
  );
  return rows.length > 0;
}

function listOf(columns: readonly string[]) {
  return sql.join(columns.map((column) => sql.ref(column)));
}

interface Reference {
  readonly child: string;
  readonly column: string;
  readonly parent: string;
  readonly key: string;
}

/** Every one is of a single column. */
function listReferences(session: Session): Promise<readonly Reference[]> {
  return ask<Reference>(
    session,
    sql`select children.relname as child, child_columns.attname as "column",
        parents.relname as parent, parent_columns.attname as key
      from pg_constraint
        join pg_class as children on children.oid = conrelid
        join pg_class as parents on parents.oid = confrelid
        join pg_attribute as child_columns
          on child_columns.attrelid = conrelid and child_columns.attnum = conkey[1]
        join pg_attribute as parent_columns
          on parent_columns.attrelid = confrelid and parent_columns.attnum = confkey[1]
      where contype = 'f' and children.relnamespace = current_schema()::regnamespace
      order by conname`,
  );
}

async function checkReference(
  session: Session,
  { child, column, parent, key }: Reference,
): Promise<readonly string[]> {
  const [stray] = await ask<{ rows: number }>(
    session,
    sql`select count(*) as rows from ${sql.table(child)} as child
      where ${sql.ref(`child.${column}`)} is not null and not exists
        (select 1 from ${sql.table(parent)} as parent where ${sql.ref(`parent.${key}`)} = ${sql.ref(`child.${column}`)})`,
  );
  return stray === undefined || stray.rows === 0
    ? []
    : [`${stray.rows} rows of ${child} without their ${parent}`];
}

async function ask<Row>(session: Session, query: ReturnType<typeof sql<Row>>): Promise<readonly Row[]> {
  return (await query.execute(session)).rows;
}
