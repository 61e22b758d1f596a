import { NashraError } from '../../domain/errors.ts';
import type { StaticTree } from './static-tree.ts';

/** How far an export has come; it is what tells that a folder is ours. */
export const stateFile = 'export-state.json';

const madeBy = 'nashra export';

export interface ChannelState {
  /** Number of the revision of the channel's configuration that all below is of. */
  fingerprint: number;
  /** Up to that revision of the channel everything that is gone has been taken away. */
  gone: number;
  /** Every page and medium too. */
  pages: number;
  /** And every archive, feed and list. */
  documents: number;
  /** And the documents of the whole site, the list of what is gone, and all that is to be cleared away after it. */
  site: number;
  /** Time of the revision `documents`, by which a log is known that a backup has taken the place of. */
  at?: number;
  /** When the sitemap of news is another by itself. */
  newsChangesAt?: number;
  /** Keys of stories with pages at old addresses, which have yet to lead on. */
  moved: string[];
}

export interface ExportState {
  /** Of the program: another one may write otherwise. */
  version: string;
  baseUrl: string;
  /** Whether the documents of the whole site are those of the channels' states. */
  isSiteDone: boolean;
  channels: Record<string, ChannelState>;
}

/** Nothing has been exported of it. */
export function newChannelState(fingerprint: number): ChannelState {
  return { fingerprint, gone: 0, pages: 0, documents: 0, site: 0, moved: [] };
}

/**
 * Of another program everything is exported anew.
 * @param isThorough then also of a state that cannot be read
 * @throws NashraError `file_unwritable` where the tree is of another site
 */
export async function loadState(
  tree: StaticTree,
  { version, baseUrl }: Pick<ExportState, 'version' | 'baseUrl'>,
  isThorough: boolean,
): Promise<ExportState> {
  const fresh: ExportState = { version, baseUrl, isSiteDone: false, channels: {} };
  const written = await tree.read(stateFile);
  if (written === undefined) return fresh;
  const state = parseState(tree, written, isThorough);
  if (state === undefined) return fresh;
  if (new URL(state.baseUrl).pathname !== new URL(baseUrl).pathname)
    throw new NashraError(
      'file_unwritable',
      `${tree.directory} was exported for ${state.baseUrl}, and BASE_URL has another path now: name a new folder.`,
    );
  return state.version === version ? { ...state, baseUrl } : fresh;
}

function parseState(tree: StaticTree, bytes: Buffer, isThorough: boolean): ExportState | undefined {
  const state = parseOwn<ExportState & { madeBy?: unknown }>(tree, { file: stateFile, bytes }, isThorough);
  if (state === undefined || state.madeBy === madeBy) return state;
  const message = `${tree.directory}/${stateFile} is not made by ${madeBy}: name a new folder.`;
  throw new NashraError('file_unwritable', message, { file: stateFile });
}

/** Of what an export wrote for the next one; undefined where that is to do without it. */
export function parseOwn<T>(
  { directory }: StaticTree,
  { file, bytes }: { readonly file: string; readonly bytes: Buffer },
  isThorough: boolean,
): T | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as T;
  } catch (cause) {
    if (isThorough) return undefined;
    const message = `${directory}/${file} cannot be read: ${(cause as Error).message}. Export with --all.`;
    throw new NashraError('file_unwritable', message, { file, cause });
  }
}

export async function saveState(tree: StaticTree, state: ExportState): Promise<void> {
  const bytes = `${JSON.stringify({ madeBy, ...state }, null, 1)}\n`;
  await tree.write([{ file: stateFile, bytes, isSynced: true }]);
}
