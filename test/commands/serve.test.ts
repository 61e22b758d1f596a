import { writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { articleText } from '../support/articles.ts';
import { createDatabase } from '../support/database.ts';
import { type Program, runCommand, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';

describe('nashra serve', () => {
  const running: Program[] = [];
  const start = async (options: Parameters<typeof startProgram>[0] = {}) => {
    const program = await startProgram(options);
    running.push(program);
    return program;
  };

  afterEach(() => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
  });

  it('prints the addresses of the site and the feed with the port that PORT=0 was given', async () => {
    const program = await start();
    expect(program.url).to.match(/^http:\/\/localhost:[1-9]\d+$/);
    expect(program.output()).to.include(`  Feed    ${program.url}/feed.xml\n`);
    expect((await request(`${program.url}/feed.xml`)).status).to.equal(200);
  });

  it('ends with 69 and one sentence when the address is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as { port: number };
    const env = { PORT: String(port), DATABASE_URL: await createDatabase() };
    const { code, stdout, stderr } = await runCommand(['serve'], { env });
    other.close();
    expect(code).to.equal(69);
    expect(stdout).to.equal('');
    expect(stderr).to.equal(`Port ${port} is already in use; choose another with PORT.\n`);
  });

  it('ends with 65 and one sentence when the file is no database', async () => {
    const file = path.join(temporaryFolder(), 'تالف.sqlite');
    writeFileSync(file, 'ليست قاعدة بيانات أبدًا، بل سطر من الكلام. '.repeat(30));
    const { code, stderr } = await runCommand(['serve'], {
      env: { PORT: '0', DATABASE_URL: `sqlite:${file}` },
    });
    expect(code).to.equal(65);
    expect(stderr.trimEnd().split('\n')).to.have.length(1);
    expect(stderr).to.include(file);
  });

  it('ends with 69 at once where no folder for the database can be made', async () => {
    const { code, stderr } = await runCommand(['serve'], {
      env: { PORT: '0', DATABASE_URL: 'sqlite:/proc/nashra/a.sqlite' },
    });
    expect(code).to.equal(69);
    expect(stderr).to.match(/^The database \/proc\/nashra\/a\.sqlite cannot be opened: /);
  });

  it('ends with 69 and names HOST when that is no address of the machine', async () => {
    const env = {
      PORT: '0',
      HOST: '203.0.113.9',
      DATABASE_URL: await createDatabase(),
    };
    const { code, stderr } = await runCommand(['serve'], { env });
    expect(code).to.equal(69);
    expect(stderr).to.match(/^HOST 203\.0\.113\.9 is no address of this machine/);
  });

  it('says that it waits for an inbox that is not there', async () => {
    const folder = temporaryFolder();
    const program = await start({ feedsDir: path.join(folder, 'لا شيء') });
    expect(program.output()).to.include('the inbox is not there yet');
  });

  it('ends with 78 and one sentence a fault when the configuration is wrong', async () => {
    const configDir = temporaryFolder();
    writeFileSync(path.join(configDir, 'site.yaml'), 'name: غرفة الأخبار\n');
    const env = {
      PORT: '0',
      CONFIG_DIR: configDir,
      DATABASE_URL: await createDatabase(),
    };
    const { code, stderr } = await runCommand(['serve'], { env });
    expect(code).to.equal(78);
    expect(stderr).to.include('site.yaml').and.not.to.include('    at ');
  });

  it('ends with 78 and a line a fault when the environment is wrong', async () => {
    const { code, stderr } = await runCommand(['serve'], { env: { PORT: 'ثلاثة', LOG_LEVEL: 'loud' } });
    expect(code).to.equal(78);
    expect(stderr.trimEnd().split('\n')).to.have.length(2);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends with 0 within 5 s of ${signal}, with an idle connection and a client that reads nothing`, async () => {
      const program = await start();
      for (let number = 0; number < 30; number += 1) {
        writeFileSync(path.join(program.feedsDir, `${number}.txt`), articleText(number));
      }
      const agent = new Agent({ keepAlive: true });
      await new Promise<void>((resolve, reject) => {
        get(`${program.url}/feed.xml`, { agent }, (response) => response.resume().on('end', resolve)).on(
          'error',
          reject,
        );
      });
      const slow = connect(Number(new URL(program.url).port), 'localhost');
      slow.on('error', () => undefined).pause();
      await new Promise<void>((resolve) => slow.once('connect', resolve));
      slow.write('GET /ar/ HTTP/1.1\r\nHost: localhost\r\nX-Unfinished: ');
      const begun = performance.now();
      const exited = new Promise<number | null>((resolve) => program.child.once('exit', resolve));
      program.child.kill(signal);
      expect(await exited).to.equal(0);
      expect(performance.now() - begun).to.be.below(5000);
      agent.destroy();
      slow.destroy();
    });
  }

  it('answers what was asked before SIGTERM to its end', async () => {
    const program = await start();
    const asked = request(`${program.url}/ar/`);
    const answers = await Promise.all([asked, asked.then(() => program.stop())]);
    expect(answers[0].status).to.equal(200);
    expect(answers[1]).to.equal(0);
  });
});

describe('nashra', () => {
  it('prints help without arguments, and ends with 0', async () => {
    const { code, stdout, stderr } = await runCommand([]);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    for (const command of ['serve', 'ingest', 'check']) expect(stdout).to.include(`  ${command}`);
  });

  it('ends with 64 for a command or an option that there is not', async () => {
    for (const args of [['bulletin'], ['serve', '--fast'], ['ingest']]) {
      const { code, stdout, stderr } = await runCommand(args);
      expect(code, args.join(' ')).to.equal(64);
      expect(stdout).to.equal('');
      expect(stderr).to.match(/^error: .+\n$/);
    }
  });
});
