import { readFile } from 'node:fs/promises';
import { NashraError } from '../domain/errors.ts';

/** @throws NashraError `file_unreadable` */
export async function readInput(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new NashraError('file_unreadable', `${file} cannot be read (${code}).`, { file, cause });
  }
}
