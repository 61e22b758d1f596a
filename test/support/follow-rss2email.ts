import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Follower, ShownItem } from './follower.ts';
import { temporaryFolder } from './program.ts';
import { canRun, run } from './run.ts';

const script = fileURLToPath(new URL('mailbox.py', import.meta.url));

/** rss2email, which puts every item into a mailbox: what a subscriber has is the letters. */
export const rss2email: Follower = {
  name: 'rss2email',
  formats: ['rss', 'atom'],
  findFault() {
    if (canRun('r2e', ['--version'])) return undefined;
    return 'rss2email is left out: the Debian package rss2email is not installed';
  },
  async subscribe(url) {
    const home = temporaryFolder();
    const mailbox = path.join(home, 'mail', 'inbox');
    for (const part of ['new', 'cur', 'tmp']) await mkdir(path.join(mailbox, part), { recursive: true });
    const files = ['-c', path.join(home, 'settings'), '-d', path.join(home, 'kept.json')];
    await writeFile(path.join(home, 'settings'), settingsIn(home));
    await run('r2e', [...files, 'add', 'nashra', url], { home });
    const poll = async () => {
      await run('r2e', [...files, 'run'], { home });
      const output = await run('/usr/bin/python3', ['-I', script, mailbox]);
      return JSON.parse(output.toString('utf8')) as readonly ShownItem[];
    };
    return { poll, end: async () => undefined };
  },
};

function settingsIn(home: string): string {
  return `[DEFAULT]
from = nashra@localhost
to = reader@localhost
email-protocol = maildir
maildir-path = ${home}/mail
maildir-mailbox = inbox
html-mail = True
use-8bit = True
`;
}
