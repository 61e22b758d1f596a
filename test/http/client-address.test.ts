import { expect } from 'chai';
import { networkOf, parseTrustedProxies } from '../../src/http/client-address.ts';

function network(peer: string, forwardedFor?: string, trusted?: string): string {
  return networkOf({ peer, forwardedFor }, trusted === undefined ? undefined : parseTrustedProxies(trusted));
}

describe('the network of a client', () => {
  it('is a whole IPv4 address, however the socket writes it', () => {
    expect(network('192.0.2.1')).to.equal('192.0.2.1');
    expect(network('::ffff:192.0.2.1')).to.equal('192.0.2.1');
  });

  it('is the /64 of an IPv6 address, in whatever spelling', () => {
    const same = [
      '2001:db8:1:2:3:4:5:6',
      '2001:0DB8:0001:0002::1',
      '2001:db8:1:2::',
      '2001:db8:1:2:ffff:f:f:f',
    ];
    expect(new Set(same.map((address) => network(address)))).to.deep.equal(new Set(['2001:db8:1:2']));
    expect(network('2001:db8:1:3::1')).to.equal('2001:db8:1:3');
    expect(network('::1')).to.equal('0:0:0:0');
    expect(network('fe80::1%eth0')).to.equal('fe80:0:0:0');
  });

  it('is the peer’s where no proxy is trusted, whatever the request says', () => {
    expect(network('192.0.2.1', '198.51.100.7')).to.equal('192.0.2.1');
  });

  it('is what the trusted proxies saw, and nothing that was there before them', () => {
    expect(network('10.0.0.1', '203.0.113.9, 198.51.100.7', '1')).to.equal('198.51.100.7');
    expect(network('10.0.0.1', '203.0.113.9, 198.51.100.7, 10.0.0.2', '2')).to.equal('198.51.100.7');
    expect(network('10.0.0.1', '203.0.113.9, 198.51.100.7, 10.0.0.2', '10.0.0.0/8')).to.equal('198.51.100.7');
    expect(network('::ffff:10.0.0.1', '198.51.100.7', '10.0.0.0/8, ::1')).to.equal('198.51.100.7');
    expect(network('::1', '198.51.100.7', '10.0.0.0/8, ::1')).to.equal('198.51.100.7');
  });

  it('is the peer’s where the peer is no trusted proxy', () => {
    expect(network('192.0.2.1', '198.51.100.7', '10.0.0.0/8')).to.equal('192.0.2.1');
    expect(network('192.0.2.1', '198.51.100.7', '0')).to.equal('192.0.2.1');
  });

  it('is the last address before what is none', () => {
    expect(network('10.0.0.1', 'unknown', '1')).to.equal('10.0.0.1');
    expect(network('10.0.0.1', '_hidden, 198.51.100.7', '2')).to.equal('198.51.100.7');
    expect(network('10.0.0.1', '', '1')).to.equal('10.0.0.1');
  });

  it('is found behind proxies that add a port', () => {
    expect(network('10.0.0.1', '198.51.100.7:4711', '1')).to.equal('198.51.100.7');
    expect(network('10.0.0.1', '[2001:db8:1:2::9]:4711', '1')).to.equal('2001:db8:1:2');
  });

  it('knows a number or a list, and nothing else', () => {
    for (const value of ['1', '0', '10.0.0.1', '10.0.0.0/8,::1', '2001:db8::/32']) {
      expect(parseTrustedProxies(value), value).to.not.equal(undefined);
    }
    for (const value of [
      'true',
      '-1',
      '1.5',
      '10.0.0.0/33',
      '10.0.0.0/',
      '10.0.0.1/8/8',
      'proxy.example',
      '1, 2',
      '',
    ]) {
      expect(parseTrustedProxies(value), value).to.equal(undefined);
    }
  });
});
