import { sectionOf } from '../domain/addresses.ts';
import type { Channel } from '../domain/channel.ts';
import type { Facet, Selection, View } from '../domain/selection.ts';
import { type Sentence, sentenceIn } from '../domain/sentence.ts';

const searched: Sentence = { ar: 'بحث: ', en: 'Search: ' };

/** What aggregators are given bears the channel's own name. */
const viewNames: Readonly<Partial<Record<View, Sentence>>> = {
  points: { ar: 'النقاط الرئيسية', en: 'Key points' },
  headlines: { ar: 'العناوين', en: 'Headlines' },
};

/** The channel's title, and what of the channel it is. */
export function feedTitle(channel: Channel, selection: Selection): string {
  return [channel.title, ...partsOf(channel, selection)].join(' – ');
}

/** What of the channel the selection is, for people; empty for the channel itself. */
export function selectionTitle(channel: Channel, selection: Selection): string {
  return partsOf(channel, selection).join(' – ');
}

function partsOf(channel: Channel, { facets, words, view }: Selection): readonly string[] {
  const viewName = viewNames[view];
  return [
    ...facets.map((facet) => facetTitle(channel, facet)),
    ...(words === undefined ? [] : [sentenceIn(channel.language, searched) + words]),
    ...(viewName === undefined ? [] : [sentenceIn(channel.language, viewName)]),
  ];
}

function facetTitle(channel: Channel, { kind, label }: Facet): string {
  if (kind === 'section') return sectionOf(channel, { section: label })?.label ?? label;
  return label;
}
