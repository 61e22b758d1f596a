import { type RawBuilder, sql } from 'kysely';
import { NashraError } from '../domain/errors.ts';
import type { Schema } from './schema.ts';
import type { Session, Store } from './session.ts';
import { log, type Table, tables } from './tables.ts';
import { inSnapshot, inTransaction } from './transaction.ts';

/** How far a copy has come, in rows of every table. */
export type OnCopied = (done: number, total: number) => void;

export interface CopyCounts {
  readonly rows: number;
  /** Of these the other store had as they are. */
  readonly unchanged: number;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Makes one store what another is at one moment, and compares every row of both afterwards. What the other holds
 * already, from a copy that was broken off, is not written again.
 * @throws NashraError `store_differs` when the other holds what this one never held, or is not the same in the end
 */
export async function copyStore(from: Store, to: Store, onCopied: OnCopied): Promise<CopyCounts> {
  return inSnapshot(from, async (source) => {
    if ((await countIn(source, 'channels')) === 0)
      throw new NashraError('store_differs', 'The database that is to be copied holds nothing.');
    const rows = await countRows(source);
    // Twice: once to copy, once to compare.
    let done = 0;
    const onRows = (count: number) => {
      done += count;
      onCopied(Math.min(done, rows * 2), rows * 2);
    };
    await refuseStranger(source, to);
    let written = 0;
    for (const table of tables)
      written += await forEachBatch(source, to, table, onRows, (batch) => write(to, table, batch));
    for (const table of tables)
      await forEachBatch(source, to, table, onRows, async ({ missing, other, gone }) => {
        const [first] = [...missing, ...other, ...gone];
        if (first !== undefined) throw differs(table, first, 'is not the same in both');
      });
    return { rows, unchanged: rows - written };
  });
}

async function countRows(session: Session): Promise<number> {
  let total = 0;
  for (const { name } of tables) total += await countIn(session, name);
  return total;
}

async function countIn(session: Session, name: keyof Schema): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
    session,
  );
  return Number(rows[0]?.count ?? 0);
}

/** Before a row is written: another newsroom's store, or one that was written to since, must not be mixed with it. */
async function refuseStranger(source: Session, to: Store): Promise<void> {
  await forEachBatch(
    source,
    to,
    log,
    () => undefined,
    async ({ other, gone }) => {
      const [stranger] = [...other, ...gone];
      if (stranger !== undefined)
        throw differs(log, stranger, 'is not in the log of the database that is copied');
    },
  );
}

interface Batch {
  /** Rows that the other store lacks. */
  readonly missing: readonly Row[];
  /** Rows that the other store has otherwise. */
  readonly other: readonly Row[];
  /** Rows that only the other store has. */
  readonly gone: readonly Row[];
}

/** Both tables side by side in the order of their keys. */
async function forEachBatch(
  source: Session,
  to: Store,
  table: Table,
  onRows: (count: number) => void,
  act: (batch: Batch) => Promise<void>,
): Promise<number> {
  const { batch: size = 500 } = table;
  let after: Row | undefined;
  let changes = 0;
  for (;;) {
    const rows = await readRows(source, table, { after, limit: size });
    const last = rows.length < size ? undefined : rows.at(-1);
    const held = await readRows(to, table, { after, until: last });
    const batch = compare(table, rows, held);
    await act(batch);
    changes += batch.missing.length + batch.other.length;
    onRows(rows.length);
    if (last === undefined) return changes;
    after = last;
  }
}

async function readRows(
  session: Session,
  { name, key }: Table,
  range: { readonly after: Row | undefined; readonly until?: Row | undefined; readonly limit?: number },
): Promise<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const valuesOf = (row: Row) => sql.join(key.map((column) => row[column]));
  const bounds: RawBuilder<unknown>[] = [sql`1 = 1`];
  if (range.after !== undefined) bounds.push(sql`(${columns}) > (${valuesOf(range.after)})`);
  if (range.until !== undefined) bounds.push(sql`(${columns}) <= (${valuesOf(range.until)})`);
  const limit = range.limit === undefined ? sql`` : sql`limit ${sql.lit(range.limit)}`;
  const { rows } = await sql<Row>`select * from ${sql.table(name)}
    where ${sql.join(bounds, sql` and `)} order by ${columns} ${limit}`.execute(session);
  return rows;
}

function compare(table: Table, rows: readonly Row[], held: readonly Row[]): Batch {
  const keyOf = (row: Row) => JSON.stringify(table.key.map((column) => row[column]));
  const others = new Map(held.map((row) => [keyOf(row), row]));
  const missing = rows.filter((row) => !others.has(keyOf(row)));
  const other = rows.filter((row) => !isSame(row, others.get(keyOf(row)) ?? row));
  for (const row of rows) others.delete(keyOf(row));
  return { missing, other, gone: [...others.values()] };
}

function isSame(row: Row, other: Row): boolean {
  return Object.entries(row).every(([column, value]) =>
    Buffer.isBuffer(value) ? value.equals(other[column] as Buffer) : value === other[column],
  );
}

async function write(to: Store, table: Table, { missing, other, gone }: Batch): Promise<void> {
  const changed = [...missing, ...other];
  if (changed.length === 0 && gone.length === 0) return;
  await inTransaction(to, async (session) => {
    for (const row of gone) await deleteRow(session, table, row);
    await putRows(session, table, changed);
  });
}

async function deleteRow(session: Session, { name, key }: Table, row: Row): Promise<void> {
  const bounds = key.map((column) => sql`${sql.ref(column)} = ${row[column]}`);
  await sql`delete from ${sql.table(name)} where ${sql.join(bounds, sql` and `)}`.execute(session);
}

async function putRows(session: Session, { name, key }: Table, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  const others = columns.filter((column) => !key.includes(column));
  const update = others.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  const conflict = others.length === 0 ? sql`do nothing` : sql`do update set ${sql.join(update)}`;
  await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}
    on conflict (${sql.join(key.map((column) => sql.ref(column)))}) ${conflict}`.execute(session);
}

function differs({ name, key }: Table, row: Row, how: string): NashraError {
  const place = key.map((column) => String(row[column])).join(' ');
  return new NashraError('store_differs', `The row ${place} of ${name} ${how}; copy into an empty database.`);
}
