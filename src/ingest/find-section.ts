import type { Channel, ChannelSection } from '../domain/channel.ts';
import { matchKey } from '../text/match-key.ts';

/** The channel's section by its slug, label or another spelling; hamzas and the like don't matter. */
export function findSection(channel: Channel, name: string): ChannelSection | undefined {
  const key = matchKey(name);
  return key === '' ? undefined : channel.sections.find((section) => isCalled(section, key));
}

function isCalled(section: ChannelSection, key: string): boolean {
  return [section.slug, section.label, ...section.aliases].some((name) => matchKey(name) === key);
}
