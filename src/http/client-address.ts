import { BlockList, isIP } from 'node:net';

/** Whose `X-Forwarded-For` is believed: so many proxies in front, or those with the given addresses. */
export type TrustedProxies =
  | { readonly kind: 'hops'; readonly count: number }
  | { readonly kind: 'addresses'; readonly list: BlockList };

/** What a request says of where it comes from; `peer` is the other end of the connection. */
export interface Origin {
  readonly peer: string | undefined;
  /** `X-Forwarded-For`. */
  readonly forwardedFor: string | undefined;
}

/**
 * The network that a request comes from: an IPv4 address, or the /64 of an IPv6 one, since that is what one customer
 * has. Without a trusted proxy that is the peer; whatever else the request says could be made up.
 */
export function networkOf({ peer, forwardedFor }: Origin, trusted: TrustedProxies | undefined): string {
  if (trusted === undefined || forwardedFor === undefined) return networkPart(peer ?? '');
  // The nearest first. Each proxy adds the address that it saw; only what trusted ones added is true.
  const chain = [peer ?? '', ...forwardedFor.split(',').map(bareAddress).reverse()];
  let index = 0;
  while (index + 1 < chain.length && isTrusted(chain[index] ?? '', index, trusted)) index += 1;
  while (index > 0 && isIP(chain[index] ?? '') === 0) index -= 1;
  return networkPart(chain[index] ?? '');
}

/**
 * A number of proxies, or a list of addresses and networks parted by commas: `1`, `10.0.0.0/8, ::1`.
 * @returns undefined for anything else
 */
export function parseTrustedProxies(value: string): TrustedProxies | undefined {
  if (/^\d{1,2}$/.test(value)) return { kind: 'hops', count: Number(value) };
  const list = new BlockList();
  return value.split(',').every((one) => addTo(list, one.trim())) ? { kind: 'addresses', list } : undefined;
}

function addTo(list: BlockList, network: string): boolean {
  const [address = '', prefix, ...rest] = network.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const length = prefix === undefined ? (version === 4 ? 32 : 128) : Number(prefix);
  if (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || length > (version === 4 ? 32 : 128)))
    return false;
  list.addSubnet(address, length, family);
  return true;
}

function isTrusted(address: string, index: number, trusted: TrustedProxies): boolean {
  if (trusted.kind === 'hops') return index < trusted.count;
  const plain = withoutMapping(address);
  const version = isIP(plain);
  return version !== 0 && trusted.list.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function bareAddress(entry: string): string {
  const text = entry.trim();
  return /^\[([^\]]*)\]/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}

function networkPart(address: string): string {
  const plain = withoutMapping(address);
  if (!plain.includes(':')) return plain;
  const [before = '', after] = plain.replace(/%.*$/, '').split('::');
  const first = before === '' ? [] : before.split(':');
  const last = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(zeros).fill('0'), ...last].slice(0, 4);
  return groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':');
}

/** IPv4 as a socket for both versions writes it (RFC 4291 §2.5.5.2). */
function withoutMapping(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address;
}
