import type { Channel, Site } from '../domain/channel.ts';
import { noteFingerprint } from '../store/channels.ts';
import type { Acceptor } from './acceptance.ts';

/** A configuration that readers see otherwise than the one before is a revision of every channel that it concerns. */
export async function noteConfiguration({ store, site, now }: Acceptor): Promise<void> {
  for (const channel of site.channels)
    await noteFingerprint(store, { id: channel.id, fingerprint: fingerprintOf(site, channel) }, now());
}

/** What of the configuration readers see in the channel's documents. */
function fingerprintOf(site: Site, channel: Channel): string {
  const {
    channels: _channels,
    tagAuthority: _tagAuthority,
    pollingBudget: _pollingBudget,
    oldAddresses: _oldAddresses,
    ...shown
  } = site;
  return JSON.stringify({ site: shown, channel });
}
