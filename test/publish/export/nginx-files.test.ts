import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { withdrawItem } from '../../../src/publish/change-item.ts';
import type { HeaderRule } from '../../../src/publish/export/header-rules.ts';
import { getNamed } from '../../../src/publish/find-named.ts';
import { freePorts, hasNginx, type Nginx, startNginx } from '../../support/nginx.ts';
import { temporaryFolder } from '../../support/program.ts';
import { request } from '../../support/request.ts';
import { storyText } from '../../support/running-nashra.ts';
import { openExportedNewsroom, pathOfFile, readTree, storyFiles } from '../../support/static-export.ts';

describe('nginx that was told of an export before the first story', function () {
  this.timeout(600_000);

  let nginx: Nginx | undefined;
  before(function () {
    if (hasNginx) return;
    if (process.env.CI === 'true') throw new Error('the Debian package nginx is not installed');
    process.stdout.write('    nginx is not installed, so no export is served by it\n');
    this.skip();
  });
  after(() => nginx?.stop());

  it('gives every later address its fields, below a path in Arabic and with a long channel id', async () => {
    const baseUrl = new URL('https://news.example/الأخبار.1').href;
    const more = ['a-channel-with-quite-a-long-identifier'];
    const newsroom = await openExportedNewsroom({ baseUrl, more });
    const out = path.join(temporaryFolder(), 'out');
    await newsroom.exportTo(out);
    const snippets = ['http.conf', 'server.conf'].map((name) => path.join(out, 'nginx', name));
    const textOf = () => snippets.map((file) => readFileSync(file, 'utf8'));
    const told = textOf();
    const [port = 0] = await freePorts(1);
    nginx = await startNginx(
      `include ${snippets[0]}; server { listen 127.0.0.1:${port}; include ${snippets[1]}; }`,
      port,
    );
    await newsroom.take({ ...storyFiles('ar', 1, 4), ...storyFiles(more[0]!, 1, 1) });
    await newsroom.exportTo(out);
    const room = await newsroom.open();
    const { item: gone } = await getNamed(room, { typed: 'ar/2.md' });
    const { item: renamed } = await getNamed(room, { typed: 'ar/1.md' });
    await withdrawItem(room, gone.key, 'خطأ');
    await room.close();
    await newsroom.take({ 'ar/1.md': storyText(1).replace('الحديقة', 'المكتبة') });
    await newsroom.exportTo(out);
    expect(textOf()).to.deep.equal(told);

    const url = `http://127.0.0.1:${port}`;
    const { rules } = JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8')) as {
      rules: HeaderRule[];
    };
    const files = [...readTree(path.join(out, 'public'))].filter(([file]) => !/\.(?:gz|br)$/.test(file));
    expect(files.some(([file]) => file.endsWith('.png'))).to.equal(true);
    for (const [file, bytes] of files) {
      if (file === '404.html') continue;
      const asked = pathOfFile(file);
      const rule = rules.find(({ match, isPattern }) =>
        isPattern ? new RegExp(match).test(asked) : match === asked,
      );
      const { status, headers, bytes: sent } = await request(url + asked);
      expect([status, sent.equals(bytes)], asked).to.deep.equal([200, true]);
      for (const [name, value] of Object.entries(rule!.headers))
        if (!['Vary', 'Link'].includes(name)) expect(headers[name.toLowerCase()], asked).to.equal(value);
    }
    const base = new URL(baseUrl).pathname;
    const old = await request(`${url}${base}/ar/${renamed.key}/${encodeURIComponent(renamed.slug)}`);
    expect(old.text).to.include('http-equiv="refresh"');
    expect(old.headers).to.include({
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    expect((await request(`${url}${base}/ar/${gone.key}/x`)).status).to.equal(410);
    for (const name of ['index.html', 'feed.xml.gz', 'feed.xml.br'])
      expect((await request(`${url}${base}/ar/${name}`)).status, name).to.equal(404);
  });
});
