import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './program.ts';
import { canRun } from './run.ts';

/** A disk of its own. */
export interface Disk {
  readonly folder: string;
  readonly unmount: () => void;
}

/** Whether disks can be mounted here: that needs root, and a machine that lets it. */
export const canMount = canMountOne();

function canMountOne(): boolean {
  const folder = temporaryFolder();
  if (!canRun('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])) return false;
  return canRun('umount', [folder]);
}

/** In memory, with so much room. */
export function mountMemory(kibibytes: number): Disk {
  const folder = temporaryFolder();
  mount('-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder);
  return diskAt(folder);
}

/** A file with ext4 in it, which turns read-only when told of an error, as a failing disk does. */
export function mountFailing(): Disk & { readonly fail: () => void } {
  const image = path.join(temporaryFolder(), 'disk.img');
  succeed('truncate', ['-s', '16M', image]);
  succeed('mkfs.ext4', ['-q', '-F', image]);
  const folder = temporaryFolder();
  mount('-o', 'loop,errors=remount-ro', image, folder);
  const device = succeed('findmnt', ['-no', 'SOURCE', folder]).trim();
  const fail = () =>
    void succeed('sh', ['-c', `echo test > /sys/fs/ext4/${path.basename(device)}/trigger_fs_error`]);
  return { ...diskAt(folder), fail };
}

/** The same folder once more, where nothing can be written. */
export function mountReadOnly(source: string): Disk {
  const folder = path.join(temporaryFolder(), 'read-only');
  mkdirSync(folder);
  mount('--bind', source, folder);
  mount('-o', 'remount,bind,ro', folder);
  return diskAt(folder);
}

/** Makes the file as large as its disk has room, to the byte. */
export function fill(file: string): void {
  for (let size = 2 ** 20; size >= 1; size = Math.floor(size / 2)) {
    for (let isFull = false; !isFull; ) {
      try {
        writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
      } catch {
        isFull = true;
      }
    }
  }
}

const mounted = new Set<string>();
// Before the folders are taken away.
process.prependListener('exit', () => {
  for (const folder of mounted) unmount(folder);
});

function diskAt(folder: string): Disk {
  mounted.add(folder);
  return { folder, unmount: () => unmount(folder) };
}

function unmount(folder: string): void {
  mounted.delete(folder);
  spawnSync('umount', ['-l', folder]);
}

function mount(...args: readonly string[]): void {
  succeed('mount', args);
}

function succeed(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
