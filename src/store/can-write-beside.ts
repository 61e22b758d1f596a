import { closeSync, openSync, rmSync } from 'node:fs';

/** Whether a file can be made where this one lies. Asking for the right alone is not enough: root has it on any disk. */
export function canWriteBeside(file: string): boolean {
  const probe = `${file}.${process.pid}.part`;
  try {
    closeSync(openSync(probe, 'w'));
    rmSync(probe, { force: true });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'EROFS' && code !== 'EACCES';
  }
}
