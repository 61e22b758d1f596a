import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './program.ts';

const grammar = fileURLToPath(new URL('../fixtures/schemas/atom-rfc4287.rnc', import.meta.url));

/** What libxml2 finds in documents of XML; empty when all are well-formed. */
export function checkXml(documents: readonly string[]): string {
  return complaints('xmllint', ['--noout', '--nonet', ...written(documents)]);
}

/** What the grammar of RFC 4287 (its appendix B) finds in Atom documents; empty when all are valid. */
export function checkAtom(documents: readonly string[]): string {
  return complaints('jing', ['-c', grammar, ...written(documents)]);
}

/** Debian packages of the two that are not installed here. Throws in CI, where nothing may be left out. */
export function missingCheckers(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const packages = { xmllint: 'libxml2-utils', jing: 'jing' };
  const missing = Object.entries(packages).flatMap(([command, name]) =>
    spawnSync('sh', ['-c', `command -v ${command}`]).status === 0 ? [] : [name],
  );
  if (env.CI === 'true' && missing.length > 0) throw new Error(`not installed: ${missing.join(', ')}`);
  return missing;
}

function written(documents: readonly string[]): readonly string[] {
  const folder = temporaryFolder();
  return documents.map((document, index) => {
    const file = path.join(folder, `${index}.xml`);
    writeFileSync(file, document);
    return file;
  });
}

function complaints(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? '' : `${command} ended with ${status}: ${stdout}${stderr}`;
}
