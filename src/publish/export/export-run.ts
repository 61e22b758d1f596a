import { isWhole } from '../../domain/selection.ts';
import type { Acceptor } from '../acceptance.ts';
import type { Renderer } from '../document-parts.ts';
import type { Said } from '../farewell.ts';
import { createFeedDocuments, type FeedDocuments } from '../feed-documents.ts';
import type { Released } from '../release-due.ts';
import { createResourceRenderer, type ResourceRenderer } from '../render-resource.ts';
import {
  type Document,
  encodedBody,
  type HeaderBlock,
  prepareRepresentation,
  type Representation,
  withBestBytes,
} from '../representation.ts';
import { pathOf, type Resource } from '../resource.ts';
import { type ExportState, saveState } from './export-state.ts';
import { errorHeadersOf, type HeaderRules, manifestOf } from './header-rules.ts';
import { publicFile } from './public-path.ts';
import { isNameTooLong, type StaticTree, type TreeFile } from './static-tree.ts';

/** What an export is made of. What the HTTP level says is given to it. */
export interface ExportContext extends Acceptor, Pick<Renderer, 'headers' | 'onItemFault'> {
  readonly tree: StaticTree;
  /** Of the program. */
  readonly version: string;
  readonly mediaHeaders: HeaderBlock;
  /** The page that a browser is shown, with what is said there instead of the usual sentence. */
  readonly errorPage: (code: 'gone' | 'not_found', said?: Said) => string;
  /** Every file is compared with what would be written, its codings too. */
  readonly isThorough: boolean;
  /** Of what is due; caches may have to drop something of it. */
  readonly onReleased: (released: Released) => void;
  readonly signal: AbortSignal;
  /** So many documents are known to be made, and so many have been. */
  readonly onProgress: (done: number, total: number) => void;
}

export interface ExportCounts {
  written: number;
  removed: number;
  unchanged: number;
  /** Paths whose names no file can have. */
  readonly unnamable: string[];
}

/** One run of an export. */
export interface ExportRun extends ExportContext {
  readonly state: ExportState;
  readonly rules: HeaderRules;
  /** An export that was killed may have left a file with the codings of its next state. */
  readonly comparesCodings: boolean;
  readonly renderer: Renderer;
  readonly feeds: FeedDocuments;
  readonly resources: ResourceRenderer;
  /** For what the clock has a part in. */
  readonly clocked: ResourceRenderer;
  readonly counts: ExportCounts;
  /** More will be made than was known. */
  readonly expect: (documents: number) => void;
  /** One of those that were expected is done. */
  readonly advance: () => void;
}

/**
 * A document keeps its date to itself until that has come (see store/revisions), since a later state may have the same. Of
 * a file it is told at once: whatever takes its place is dated a second later at least.
 */
const datedAheadMs = 1000;

export function startRun(context: ExportContext, state: ExportState, rules: HeaderRules): ExportRun {
  const { store, site, headers, now, onItemFault, onProgress } = context;
  const clocked: Renderer = { store, site, headers, now, onItemFault };
  const renderer = { ...clocked, now: () => new Date(now().getTime() + datedAheadMs) };
  let done = 0;
  let total = 0;
  return {
    ...context,
    state,
    rules,
    comparesCodings: context.isThorough || (!state.isSiteDone && Object.keys(state.channels).length > 0),
    renderer,
    feeds: createFeedDocuments(renderer),
    resources: createResourceRenderer(renderer),
    clocked: createResourceRenderer(clocked),
    counts: { written: 0, removed: 0, unchanged: 0, unnamable: [] },
    expect: (documents) => {
      total += documents;
    },
    advance: () => {
      done += 1;
      total = Math.max(total, done);
      onProgress(done, total);
    },
  };
}

/** The document in its codings, unless it is there already. */
export async function putDocument(run: ExportRun, resource: Resource, document: Document): Promise<void> {
  run.signal.throwIfAborted();
  const path = pathOf(resource);
  const file = publicFile(run.site, path);
  if (isNameTooLong(file)) {
    run.counts.unnamable.push(path);
    return;
  }
  await run.rules.note(resource, () => headersOf(document));
  const isMostAsked = resource.kind === 'feed' && isWhole(resource.selection);
  await putCoded(run, file, document, isMostAsked ? withBestBytes : undefined);
}

/** But for its length and validators they are those of every document of that shape, so nothing is coded for them. */
export async function headersOf(document: Document): Promise<HeaderBlock> {
  const { codings } = await prepareRepresentation({ ...document, body: '' });
  return codings.identity.okHeaders;
}

/** The file without a coding takes its place last: where it is as it should be, so are the two beside it. */
export async function putCoded(
  run: ExportRun,
  file: string,
  document: Document,
  improve: (prepared: Representation) => Promise<Representation> = async (prepared) => prepared,
): Promise<void> {
  const { tree, comparesCodings, counts } = run;
  const before = await tree.read(file);
  const isSame = before?.equals(encodedBody(document)) === true;
  if (isSame && !comparesCodings) {
    counts.unchanged += 1;
    return;
  }
  const { codings } = await improve(await prepareRepresentation(document));
  const modifiedAt = document.lastModified ?? run.now();
  const files = [
    { file: `${file}.br`, bytes: codings.br.bytes, modifiedAt },
    { file: `${file}.gz`, bytes: codings.gzip.bytes, modifiedAt },
    { file, bytes: codings.identity.bytes, modifiedAt },
  ];
  if (isSame && (await areThere(tree, files))) {
    counts.unchanged += 1;
    return;
  }
  await tree.write(files);
  counts.written += 1;
}

async function areThere(
  tree: StaticTree,
  files: readonly { readonly file: string; readonly bytes: Buffer }[],
): Promise<boolean> {
  for (const { file, bytes } of files) if ((await tree.read(file))?.equals(bytes) !== true) return false;
  return true;
}

/** A file that goes as it is, unless it is there already. */
export async function putPlain(run: ExportRun, file: Omit<TreeFile, 'modifiedAt'>): Promise<void> {
  run.signal.throwIfAborted();
  const before = await run.tree.read(file.file);
  if (before?.equals(Buffer.from(file.bytes)) === true) return;
  await run.tree.write([file]);
  run.counts.written += 1;
}

/** With what was coded of it. */
export async function removeDocument(run: ExportRun, file: string): Promise<void> {
  const removed = await run.tree.remove(file);
  await run.tree.remove(`${file}.gz`);
  await run.tree.remove(`${file}.br`);
  if (removed) run.counts.removed += 1;
}

/** How far the run has come, with what was learnt of headers on the way. */
export async function saveProgress(run: ExportRun): Promise<void> {
  const { site, rules, headers, tree, state } = run;
  const manifest = manifestOf(site, rules.list(), errorHeadersOf(site, headers));
  await putPlain(run, { ...manifest, isSynced: true });
  await saveState(tree, state);
}
