import type { LineRole } from './manuscript.ts';
import type { ManuscriptWriter } from './write-manuscript.ts';

interface OpenTable {
  readonly group: number;
  /** Index of its first line. */
  readonly firstLine: number;
  row: number;
  column: number;
  columns: number;
  /** Pages were laid out with tables once: such a one holds another table. */
  isLayout: boolean;
  cell: (LineRole & { kind: 'cell' }) | undefined;
}

export interface TableWalk {
  readonly writer: ManuscriptWriter;
  readonly tables: OpenTable[];
  groups: number;
}

/** A cell with more text than this is a column of a page, not a value. */
const maxCellLength = 400;

export function openTable(walk: TableWalk): void {
  const outer = walk.tables.at(-1);
  if (outer !== undefined) outer.isLayout = true;
  walk.groups += 1;
  walk.tables.push({
    group: walk.groups,
    firstLine: walk.writer.lines.length,
    row: -1,
    column: -1,
    columns: 0,
    isLayout: false,
    cell: undefined,
  });
}

export function openRow({ tables }: TableWalk): void {
  const table = tables.at(-1);
  if (table === undefined) return;
  table.row += 1;
  table.column = -1;
}

export function openCell({ tables }: TableWalk, isHeader: boolean): void {
  const table = tables.at(-1);
  if (table === undefined) return;
  table.column += 1;
  table.columns = Math.max(table.columns, table.column + 1);
  const { group, row, column } = table;
  table.cell = { kind: 'cell', group, row: Math.max(row, 0), column, isHeader };
}

export function closeCell({ tables }: TableWalk): void {
  const table = tables.at(-1);
  if (table !== undefined) table.cell = undefined;
}

/** One row or one column is no table, and neither is what only arranges a page: its lines are text like any other. */
export function closeTable({ tables, writer }: TableWalk): void {
  const table = tables.pop();
  if (table === undefined) return;
  const lines = writer.lines.slice(table.firstLine);
  const isTable =
    !table.isLayout &&
    table.row > 0 &&
    table.columns > 1 &&
    lines.every(({ start, end }) => end - start <= maxCellLength);
  if (isTable) return;
  for (const line of lines) {
    if (line.role?.kind === 'cell' && line.role.group === table.group) line.role = undefined;
  }
}
