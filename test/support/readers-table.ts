import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './program.ts';

const file = path.join(projectRoot, 'docs/readers.md');
const start = '<!-- made by test/readers/acts.test.ts: npm run readers -->\n';
const end = '<!-- end -->\n';

/** A row for a reader and a format, a cell for an act. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

/** The table as it stands in docs/readers.md. */
export function readTable(): string {
  return parts().table;
}

export function writeTable(table: string): void {
  const { before, after } = parts();
  writeFileSync(file, before + table + after);
}

function parts(): { readonly before: string; readonly table: string; readonly after: string } {
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end, from);
  return { before: text.slice(0, from), table: text.slice(from, to), after: text.slice(to) };
}
