import type { Site } from '../../domain/channel.ts';
import type { TakedownReceipt, TakenFrom, Validator } from '../../publish/take-down.ts';
import { tombstoneElement } from '../../render/history.ts';
import { showControls } from '../../text/show-invisible.ts';
import { formatMoment } from './format-moment.ts';
import { labelled } from './item-lines.ts';
import type { ItemWords } from './item-words.ts';

/** Whether the story is gone from every document in which it stood, and every cache can see that. */
export function isTakenDown({ documents }: TakedownReceipt): boolean {
  return documents.every(({ isClean, hasMoved }) => isClean && hasMoved);
}

/** For programs, with the addresses in full. */
export function takedownReport(site: Site, receipt: TakedownReceipt): object {
  const { item, reason, tombstone, documents, media, purge } = receipt;
  return {
    key: item.key,
    id: item.id,
    title: item.title,
    reason,
    at: tombstone?.at.toISOString() ?? null,
    tombstone: tombstone === undefined ? null : tombstoneElement(tombstone),
    isTakenDown: isTakenDown(receipt),
    documents: documents.map(({ path, validator, after, isClean }) => ({
      url: site.baseUrl + path,
      [`${keyOf(validator)}Before`]: validator.value,
      urlAfter: after === undefined ? null : site.baseUrl + after.path,
      [`${keyOf(validator)}After`]: after?.validator.value ?? null,
      isClean,
    })),
    media: media.map(({ path, isServed }) => ({ url: site.baseUrl + path, isServed })),
    purge: purge.map((path) => site.baseUrl + path),
  };
}

function keyOf({ name }: Validator): string {
  return name === 'ETag' ? 'etag' : 'lastModified';
}

export function takedownLines(site: Site, receipt: TakedownReceipt, words: ItemWords): readonly string[] {
  const { item, reason, tombstone, documents, media, purge } = receipt;
  const head = labelled(
    [
      [words.withdrawnNow, item.title],
      [words.id, item.id],
      [words.reason, reason],
      [words.endedAt, tombstone && formatMoment(tombstone.at, site.timeZone)],
    ],
    words,
  );
  if (tombstone === undefined) return [...head, words.neverSeen];
  return [
    ...head,
    '',
    `${words.stoodIn} (${documents.length})${words.colon.trimEnd()}`,
    ...documents.flatMap((document) => documentLines(site, document, words)),
    ...media.map(
      ({ path, isServed }) => `  ${site.baseUrl}${path} — ${isServed ? words.mediaKept : words.mediaGone}`,
    ),
    `${words.purge}${words.colon.trimEnd()}`,
    ...purge.map((path) => `  ${site.baseUrl}${path}`),
    '',
    isTakenDown(receipt) ? words.clean : words.notClean,
    `${words.tombstone}${words.colon}${showControls(tombstoneElement(tombstone))}`,
  ];
}

function documentLines(site: Site, document: TakenFrom, words: ItemWords): readonly string[] {
  const { path, validator, after, hasMoved, isClean } = document;
  const fault = isClean ? (hasMoved ? '' : ` ${words.unchangedTag}`) : ` ${words.stillThere}`;
  const moved =
    after === undefined || after.path === path ? [] : [`${words.movedTo} ${site.baseUrl}${after.path}`];
  const state =
    after === undefined ? words.gone : `${validator.name} ${validator.value} → ${after.validator.value}`;
  return [`  ${site.baseUrl}${path}`, `    ${[...moved, state].join(' ')}${fault}`];
}
