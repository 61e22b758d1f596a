import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { NashraError } from '../src/domain/errors.ts';
import { createNashra, type Nashra } from '../src/start.ts';
import { createDatabase } from './support/database.ts';
import { projectRoot } from './support/program.ts';
import { request } from './support/request.ts';
import { storyText } from './support/stories.ts';

const headline = 'افتتاح الجسر الجديد على النهر';
const file = 'ar/جسر.txt';

describe('createNashra', () => {
  let nashra: Nashra;
  let server: Server;
  let url: string;

  before(async () => {
    nashra = await createNashra({
      baseUrl: 'https://news.example',
      configDir: path.join(projectRoot, 'config'),
      feedsDir: false,
      databaseUrl: await createDatabase(),
    });
    server = createServer(nashra.listener);
    await new Promise<void>((resolve) => server.listen(0, resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    await new Promise((resolve) => server.close(resolve));
    await nashra.close();
  });

  const feed = async () => (await request(`${url}/feed.xml`)).text;
  const accept = (text: string, more: object = {}) =>
    nashra.accept({
      channel: nashra.site.channels.find(({ id }) => id === 'ar')!,
      bytes: Buffer.from(text),
      path: file,
      findSha256: async () => undefined,
      ...more,
    });

  it('keeps what is accepted for a time to come, until that is set to now', async () => {
    const { outcome } = await accept(storyText(headline), { publishAt: new Date('2099-01-01T00:00:00Z') });
    expect(outcome).to.equal('scheduled');
    expect(await feed()).not.to.include(headline);
    await nashra.schedule(file, { publishAt: new Date(Date.now() - 1000) });
    const until = Date.now() + 5000;
    while (!(await feed()).includes(headline) && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await feed()).to.include(headline);
  });

  it('corrects, withdraws and publishes anew, and every feed shows it when that has resolved', async () => {
    const corrected = await nashra.correct(file, 'الجسر في الحي الشرقي.');
    expect(await feed()).to.include('الجسر في الحي الشرقي.');
    const withdrawn = await nashra.withdraw(corrected.id, 'طلب من المصدر');
    expect(withdrawn.id).to.equal(corrected.id);
    expect(await feed()).not.to.include(headline);
    expect((await request(`${url}/ar/${withdrawn.key}`)).status).to.equal(410);
    expect((await accept(storyText(headline, { ending: 'نص آخر.' }))).outcome).to.equal('unchanged');
    const again = await nashra.republish(withdrawn.key);
    expect(again.id).not.to.equal(withdrawn.id);
    expect(await feed())
      .to.include(again.id)
      .and.not.to.include(withdrawn.id);
  });

  it('rejects with the codes of the commands', async () => {
    const unknown = await nashra.withdraw('ar/لا شيء.txt', 'سبب').catch((error) => error);
    expect(unknown).to.be.instanceOf(NashraError).with.property('code', 'not_found');
    const unsaid = await nashra.withdraw(file, '').catch((error) => error);
    expect(unsaid).to.be.instanceOf(NashraError).with.property('code', 'bad_request');
  });
});
