import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { NashraError } from '../domain/errors.ts';

/** `-` is standard input. @throws NashraError `file_unreadable` */
export async function readInput(file: string): Promise<Uint8Array> {
  if (file === '-') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new NashraError('file_unreadable', `${file} cannot be read (${code}).`, { file, cause });
  }
}
