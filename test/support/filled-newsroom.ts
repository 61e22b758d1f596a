import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Newsroom, openNewsroom } from '../../src/newsroom.ts';
import { createDatabase } from './database.ts';
import { projectRoot, temporaryFolder } from './program.ts';

/** The shipped configuration, with further channels beside the Arabic one. */
export function configWith(channels: Readonly<Record<string, object>>): string {
  const folder = temporaryFolder();
  cpSync(path.join(projectRoot, 'config'), folder, { recursive: true });
  for (const [id, settings] of Object.entries(channels))
    writeFileSync(path.join(folder, `channels/${id}.yaml`), JSON.stringify(settings));
  return folder;
}

/** A newsroom of that configuration with a database of its own; articles go in without a server that waits for them. */
export async function openFilled(
  configDir: string,
  fill: (newsroom: Newsroom) => Promise<void>,
): Promise<{ readonly databaseUrl: string }> {
  const databaseUrl = await createDatabase();
  const newsroom = await openNewsroom({ baseUrl: 'http://localhost', configDir, databaseUrl });
  try {
    await fill(newsroom);
  } finally {
    await newsroom.close();
  }
  return { databaseUrl };
}
