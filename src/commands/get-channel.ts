import type { Channel, Site } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';

/** @throws NashraError `not_found` */
export function getChannel(site: Site, id: string): Channel {
  const channel = site.channels.find((known) => known.id === id);
  if (channel !== undefined) return channel;
  const known = site.channels.map((other) => other.id).join(', ');
  throw new NashraError('not_found', `There is no channel ${id}; there are: ${known}`);
}
