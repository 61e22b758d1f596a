import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { headerPolicy } from '../../src/http/headers.ts';
import { errorPageOf } from '../../src/http/problem.ts';
import { mediaHeaders } from '../../src/http/send-media.ts';
import { type Newsroom, openNewsroom } from '../../src/newsroom.ts';
import { claimDirectory } from '../../src/publish/export/claim-directory.ts';
import { type ExportResult, exportSite } from '../../src/publish/export/export-site.ts';
import { configWith } from './filled-newsroom.ts';
import { pngFile } from './media-files.ts';
import { runCommand, temporaryFolder } from './program.ts';
import { storyText } from './running-nashra.ts';

export const exportedBaseUrl = 'https://news.example';

/** A newsroom of two channels on a disk, with more stories than its feeds hold, some with pictures. */
export interface ExportedNewsroom {
  readonly configDir: string;
  readonly feedsDir: string;
  readonly databaseUrl: string;
  /** For the program. */
  readonly env: Record<string, string>;
  readonly open: () => Promise<Newsroom>;
  /** Puts files of stories into the inbox and takes them, as editors do. */
  readonly take: (files: Readonly<Record<string, string | Uint8Array>>) => Promise<void>;
  /** Exports within this process. */
  readonly exportTo: (directory: string, how?: { readonly isThorough?: boolean }) => Promise<ExportResult>;
}

const channel = {
  description: 'أخبار للاختبار.',
  language: 'ar',
  maxItems: 5,
  sections: [
    { slug: 'economy', label: 'اقتصاد' },
    { slug: 'culture', label: 'ثقافة' },
  ],
};

export async function openExportedNewsroom({
  baseUrl = exportedBaseUrl,
  more = [],
}: {
  readonly baseUrl?: string;
  /** Ids of more channels. */
  readonly more?: readonly string[];
} = {}): Promise<ExportedNewsroom> {
  const configDir = configWith({
    ...Object.fromEntries(more.map((id) => [id, { title: id, ...channel }])),
    ar: { title: 'نشرة الأخبار', ...channel },
    sport: { title: 'نشرة الرياضة', ...channel, maxItems: 60, sections: [] },
  });
  const folder = temporaryFolder();
  const feedsDir = path.join(folder, 'feeds');
  mkdirSync(feedsDir);
  const databaseUrl = `sqlite:${path.join(folder, 'nashra.sqlite')}`;
  const env = {
    BASE_URL: baseUrl,
    CONFIG_DIR: configDir,
    FEEDS_DIR: feedsDir,
    DATABASE_URL: databaseUrl,
  };
  const open = () => openNewsroom({ baseUrl, configDir, databaseUrl });
  return {
    configDir,
    feedsDir,
    databaseUrl,
    env,
    open,
    take: async (files) => {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(feedsDir, name)), { recursive: true });
        writeFileSync(path.join(feedsDir, name), content);
      }
      const { code, stderr } = await runCommand(['ingest', feedsDir], { env });
      if (code !== 0) throw new Error(stderr);
    },
    exportTo: async (directory, { isThorough = false } = {}) => {
      const { tree, release } = await claimDirectory(directory, feedsDir);
      const { store, site, now, close } = await open();
      try {
        return await exportSite({
          store,
          site,
          now,
          tree,
          isThorough,
          version: 'test',
          headers: headerPolicy(),
          mediaHeaders,
          signal: new AbortController().signal,
          onProgress: () => undefined,
          onReleased: () => undefined,
          onItemFault: (_item, error) => {
            throw error;
          },
          errorPage: (code, said) => errorPageOf(site, code, said),
        });
      } finally {
        await close();
        release();
      }
    },
  };
}

/** Stories by the names of their files, every third with a picture. */
export function storyFiles(folder: string, first: number, last: number): Record<string, string | Uint8Array> {
  const files: Record<string, string | Uint8Array> = {};
  for (let number = first; number <= last; number += 1) {
    const fields = [
      `author: ${number % 2 === 0 ? 'هالة السروجي' : 'سامي منصور'}`,
      `section: ${number % 2 === 0 ? 'اقتصاد' : 'ثقافة'}`,
      `tags: [جسور, وسم-${number % 4}]`,
    ];
    files[`${folder}/${number}.md`] = storyText(number, fields);
    if (number % 3 === 0) files[`${folder}/${number}.png`] = pngFile(20, 10, `${folder} ${number}`);
  }
  return files;
}

/** Every file below a folder, by its path from there, with its bytes. */
export function readTree(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile()).sort();
  return new Map(files.map((name) => [name, readFileSync(path.join(folder, name))]));
}

/** The public address of a file of an export. */
export function pathOfFile(file: string): string {
  return `/${file.split(path.sep).map(encodeURIComponent).join('/')}`.replace(/\/index\.html$/, '/');
}
