import type { Site } from '../../domain/channel.ts';
import type { ChangedField, HistoryEntry, TextChanges } from '../../publish/item-history.ts';
import type { StoredItem } from '../../store/items.ts';
import type { ComparedLine, Piece } from '../../text/compare-lines.ts';
import { showControls, showInvisible } from '../../text/show-invisible.ts';
import { formatMoment } from './format-moment.ts';
import type { ItemWords } from './item-words.ts';

/** For programs: lines are whole, as they were and as they are. */
export function historyReport({ item }: StoredItem, entries: readonly HistoryEntry[]): object {
  return {
    key: item.key,
    id: item.id,
    title: item.title,
    revisions: entries.map(({ revision, changes }) => ({
      number: revision.number,
      at: revision.at.toISOString(),
      kind: revision.kind,
      note: revision.note ?? null,
      original: revision.originalSha256 ?? null,
      changes: changes === undefined ? null : changesReport(changes),
    })),
  };
}

function changesReport({ fields, lines, mediaAdded, mediaRemoved }: TextChanges): object {
  const whole = (pieces: readonly Piece[]) =>
    pieces.length === 0 ? null : pieces.map(({ text }) => text).join('');
  return {
    fields,
    lines: lines.map(({ number, original, text }) => ({
      number,
      before: whole(original),
      after: whole(text),
    })),
    mediaAdded,
    mediaRemoved,
  };
}

/** Each revision with what it changed below it; of a line that changed, what is gone in `[-…-]` and what is new in `{+…+}`. */
export function historyLines(
  site: Site,
  { item }: StoredItem,
  entries: readonly HistoryEntry[],
  words: ItemWords,
): readonly string[] {
  return [
    `${words.title}${words.colon}${showControls(item.title)}`,
    `${words.id}${words.colon}${item.id}`,
    ...entries.flatMap(({ revision, changes }) => [
      '',
      `${revision.number}  ${formatMoment(revision.at, site.timeZone)}  ${nameOf(revision.kind, words)} [${revision.kind}]`,
      ...(revision.note === undefined ? [] : [`  ${showControls(revision.note)}`]),
      ...(changes === undefined ? [] : changeLines(changes, words)),
    ]),
  ];
}

function nameOf(kind: HistoryEntry['revision']['kind'], words: ItemWords): string {
  return kind === 'channel' ? words.channel : words[kind];
}

function labelOf(name: ChangedField['name'], words: ItemWords): string {
  switch (name) {
    case 'externalId':
      return words.externalIds;
    case 'corrections':
      return words.correction;
    case 'withdrawal':
      return words.withdraw;
    default:
      return words[name];
  }
}

function changeLines(
  { fields, lines, mediaAdded, mediaRemoved }: TextChanges,
  words: ItemWords,
): readonly string[] {
  const value = (one: unknown) =>
    showControls(one === null ? '—' : Array.isArray(one) ? one.join(words.comma) : String(one));
  return [
    ...fields.map(
      ({ name, before, after }) =>
        `  ${labelOf(name, words)}${words.colon}${value(before)} → ${value(after)}`,
    ),
    ...lines.flatMap((line) =>
      lineSides(line).map((side) => `  ${words.textOf} ${line.number}${words.colon}${side}`),
    ),
    ...mediaRemoved.map((name) => `  ${words.mediaRemoved}${words.colon}${showControls(name)}`),
    ...mediaAdded.map((name) => `  ${words.mediaAdded}${words.colon}${showControls(name)}`),
  ];
}

function lineSides({ original, text }: ComparedLine): readonly string[] {
  const side = (pieces: readonly Piece[], start: string, end: string) =>
    pieces
      .map((piece) =>
        piece.rules.length === 0 ? showControls(piece.text) : piece.text && start + shown(piece.text) + end,
      )
      .join('');
  return [side(original, '[-', '-]'), side(text, '{+', '+}')].filter((line) => line !== '');
}

/** Words are read as they are; what is nothing but signs nobody sees is named. */
function shown(text: string): string {
  return text.trim() === '' ? showInvisible(text) : showControls(text);
}
