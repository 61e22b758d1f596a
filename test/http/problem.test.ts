import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { openPolledSite, type PolledSite } from '../support/polled-site.ts';
import { projectRoot, temporaryFolder } from '../support/program.ts';

describe('what a channel in another language says of a story that it took back', () => {
  let site: PolledSite;
  let pathname: string;

  before(async () => {
    const configDir = temporaryFolder();
    cpSync(path.join(projectRoot, 'config'), configDir, { recursive: true });
    const arabic = readFileSync(path.join(configDir, 'channels/ar.yaml'), 'utf8');
    const english = arabic
      .replace(/^title: .*$/m, 'title: Harbour News')
      .replace('language: ar', 'language: en');
    writeFileSync(path.join(configDir, 'channels/en.yaml'), english);
    site = await openPolledSite({ configDir });
    const channel = site.nashra.site.channels.find(({ id }) => id === 'en')!;
    const text =
      '# The harbour library opens\n\nThe library at the old harbour opened a hall for sea charts today.\n';
    const story = { channel, bytes: Buffer.from(text), path: 'en/library.md' };
    const { item } = await site.nashra.accept({ ...story, findSha256: async () => undefined });
    await site.nashra.withdraw(item.id, 'The hall opens next week.');
    pathname = `/en/${item.key}`;
  });
  after(() => site.close());

  it('is in its own language, and says so', async () => {
    const { status, headers, text } = await site.get(pathname);
    expect([status, headers['content-language']]).to.deep.equal([410, 'en']);
    expect(JSON.parse(text).detail).to.equal(
      'This story was withdrawn and is no longer published. Reason: The hall opens next week.',
    );
  });

  it('is a page in its own language, with the way to its stories', async () => {
    const { status, headers, text } = await site.get(pathname, { Accept: 'text/html' });
    expect([status, headers['content-language']]).to.deep.equal([410, 'en']);
    expect(text).to.include('<html lang="en" dir="ltr">').and.include('Harbour News');
    expect(text).to.include('The hall opens next week.');
  });

  it('leaves every other answer in the language of the newsroom', async () => {
    const { status, headers } = await site.get('/en/0000000000');
    expect([status, headers['content-language']]).to.deep.equal([404, 'ar']);
  });
});
