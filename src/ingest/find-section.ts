import type { Channel, ChannelSection } from '../domain/channel.ts';
import { matchKey } from '../text/match-key.ts';

/** Folded once a channel: configurations are immutable, and every line at an article's head asks. */
const sectionsByKey = new WeakMap<Channel, ReadonlyMap<string, ChannelSection>>();

/** The channel's section by its slug, label or another spelling; hamzas and the like don't matter. */
export function findSection(channel: Channel, name: string): ChannelSection | undefined {
  const known = sectionsByKey.get(channel) ?? foldSections(channel);
  sectionsByKey.set(channel, known);
  return known.get(matchKey(name));
}

/** The first section that claims a name keeps it. */
function foldSections(channel: Channel): ReadonlyMap<string, ChannelSection> {
  const entries = channel.sections.flatMap((section) =>
    [section.slug, section.label, ...section.aliases].map((name) => [matchKey(name), section] as const),
  );
  return new Map(entries.filter(([key]) => key !== '').reverse());
}
