import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { lintReportJson } from '../src/commands/lint-report.ts';
import { channelSchema, loadConfig, siteSchema } from '../src/config.ts';
import { errorCodes, NashraError } from '../src/domain/errors.ts';
import { environmentSchema } from '../src/environment.ts';
import { parseArticle } from '../src/ingest/parse-article.ts';
import { checkReport } from '../src/ingest/report.ts';
import { lexiconSchema } from '../src/lexicon-schema.ts';
import { rules } from '../src/lint/rules.ts';
import { createNashra } from '../src/start.ts';
import { createDatabase } from './support/database.ts';
import { cleanEnvironment, projectRoot, runCommand, temporaryFolder } from './support/program.ts';
import { request } from './support/request.ts';

const read = (name: string) => readFileSync(path.join(projectRoot, name), 'utf8');

/** Names that stand in the text as code: between backticks, alone or at the start. */
function missingIn(file: string, names: readonly string[]): readonly string[] {
  const text = read(file);
  expect(names, 'what must be documented').to.not.be.empty;
  return names.filter((name) => !text.includes(`\`${name}\``) && !text.includes(`\`${name} `));
}

function markdownFiles(folder = ''): readonly string[] {
  return readdirSync(path.join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory() && ['docs', 'decisions'].includes(entry.name)) return markdownFiles(name);
    return entry.isFile() && name.endsWith('.md') ? [name] : [];
  });
}

function fenced(file: string, language: string): string {
  const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(read(file))?.[1];
  expect(block, `a block of ${language} in ${file}`).to.be.a('string');
  return block!;
}

describe('the documentation', () => {
  describe('of the commands', () => {
    const commands = [
      'serve',
      'check',
      'ingest',
      'export',
      'lint',
      'pollers',
      'list',
      'show',
      'history',
      'correct',
      'withdraw',
      'schedule',
      'copy',
      'republish',
      'backup',
      'restore',
      'verify',
    ];

    it('names every command that the program has', async () => {
      const { stdout } = await runCommand([]);
      const listed = stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}(\w+) /gm);
      expect(Array.from(listed, ([, name]) => name)).to.deep.equal([...commands, 'help']);
      const headings = commands.filter((name) => !read('docs/commands.md').includes(`## \`nashra ${name}`));
      expect(headings).to.deep.equal([]);
    });

    for (const command of commands) {
      it(`names every option and argument of ${command}`, async () => {
        const { stdout } = await runCommand([command, '--help']);
        const options = Array.from(
          stdout.matchAll(/^ {2}(--[\w-]+(?: <[\w-]+>)?)/gm),
          ([, option]) => option!,
        );
        const args = Array.from(/^Usage: .*$/m.exec(stdout)![0].matchAll(/<\w+>/g), ([name]) => name);
        expect(missingIn('docs/commands.md', ['--help', ...options])).to.deep.equal([]);
        for (const name of args) expect(read('docs/commands.md')).to.include(`\`nashra ${command} ${name}\``);
      });
    }

    it('names every key of the JSON of check', () => {
      const report = checkReport({ status: 'refused', error: new NashraError('no_text', '') });
      expect(missingIn('docs/commands.md', Object.keys(report))).to.deep.equal([]);
    });

    it('names every rule of the linter with its severity', () => {
      const text = read('docs/lint.md');
      const rows = Object.entries(rules).map(([code, { severity }]) => `\n| \`${code}\` | ${severity} | `);
      expect(rows.filter((row) => !text.includes(row))).to.deep.equal([]);
    });

    it('names every key of the JSON of lint', () => {
      const report = lintReportJson({ source: '', report: { itemCount: 0, findings: [] } }, undefined);
      expect(missingIn('docs/commands.md', [...Object.keys(report), 'feeds'])).to.deep.equal([]);
    });

    it('names every finding of verify', () => {
      const list = read('src/store/store-finding.ts');
      const codes = Array.from(list.matchAll(/^ {4}\| '(\w+)'/gm), ([, code]) => code!);
      expect(missingIn('docs/commands.md', codes)).to.deep.equal([]);
    });

    it('names every error code', () => {
      expect(missingIn('docs/commands.md', errorCodes)).to.deep.equal([]);
    });

    it('names every exit code', () => {
      const codes = Array.from(
        read('src/commands/exit-codes.ts').matchAll(/^ {2}\w+: (\d+),/gm),
        ([, code]) => code!,
      );
      expect(codes).to.have.length.above(4);
      for (const code of codes) expect(read('docs/commands.md')).to.include(`\n| ${code} | EX_`);
    });
  });

  describe('of the configuration', () => {
    it('names every key of site.yaml and of a channel', () => {
      const keys = [...keysOf(siteSchema), ...keysOf(channelSchema)];
      expect(missingIn('docs/configuration.md', keys)).to.deep.equal([]);
    });

    it('has examples that the program accepts, with every key in them', () => {
      const [, site, channel] = /```yaml\n([\s\S]*?)```[\s\S]*?```yaml\n([\s\S]*?)```/.exec(
        read('docs/configuration.md'),
      )!;
      const folder = temporaryFolder();
      mkdirSync(path.join(folder, 'channels'));
      writeFileSync(path.join(folder, 'site.yaml'), site!);
      writeFileSync(path.join(folder, 'channels/ar.yaml'), channel!);
      expect(loadConfig(folder).channels[0]).to.include({ id: 'ar', maxItems: 30 });
      for (const key of keysOf(siteSchema)) expect(site).to.include(`${key.split('.').at(-1)}:`);
      for (const key of keysOf(channelSchema)) expect(channel).to.include(`${key.split('.').at(-1)}:`);
    });

    it('names every key of lexicon.yaml, with an example that the program accepts', () => {
      expect(missingIn('docs/configuration.md', keysOf(lexiconSchema))).to.deep.equal([]);
      const example = /```yaml\n(headings:[\s\S]*?)```/.exec(read('docs/configuration.md'))![1]!;
      const folder = temporaryFolder();
      cpSync(path.join(projectRoot, 'config'), folder, { recursive: true });
      writeFileSync(path.join(folder, 'lexicon.yaml'), example);
      expect(loadConfig(folder).channels[0]?.words?.places).to.have.length.above(0);
      for (const key of Object.keys(lexiconSchema.shape)) expect(example).to.include(`${key}:`);
    });

    for (const file of ['docs/configuration.md', 'README.md', 'README.ar.md']) {
      it(`names every variable of the environment in ${file}`, () => {
        expect(missingIn(file, Object.keys(environmentSchema.shape))).to.deep.equal([]);
      });
    }
  });

  it('names every address that the router answers', async () => {
    const nashra = await createNashra({
      baseUrl: 'http://localhost',
      configDir: path.join(projectRoot, 'config'),
      feedsDir: false,
      databaseUrl: await createDatabase(),
    });
    const paths = nashra.router.stack.flatMap(({ route }) => (route === undefined ? [] : [route.path]));
    await nashra.close();
    const addresses = paths.map((one) =>
      one
        .replace(/\{(\/:\w+)\}/g, '$1')
        .replace(':channelId', '{channel}')
        .replace(/:(\w+)/g, '{$1}'),
    );
    expect(missingIn('docs/http.md', addresses)).to.deep.equal([]);
  });

  it('names every error code with which HTTP answers', () => {
    const source = read('src/http/problem.ts');
    const sentences = source.slice(source.indexOf('const sentences'), source.indexOf('} as const'));
    const codes = Array.from(sentences.matchAll(/^ {2}(\w+): \{/gm), ([, code]) => code!);
    // Only the opening of the database throws it, before anything is answered.
    const answered = codes.filter((code) => code !== 'store_unavailable');
    expect(missingIn('docs/http.md', answered)).to.deep.equal([]);
  });

  it('gives a reason for every dependency', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>;
    const names = [dependencies!, devDependencies!].flatMap((list) => Object.keys(list));
    expect(missingIn('docs/decisions/0008-dependencies.md', names)).to.deep.equal([]);
  });

  describe('of article formats', () => {
    it('names every rule of normalisation', () => {
      const sources = readdirSync(path.join(projectRoot, 'src/text')).map((name) => read(`src/text/${name}`));
      const found = sources.join('\n').matchAll(/(?:applyRule\(\s*|\brule\(\s*|\b(?:rule|name): )'(\w+)'/g);
      const rules = Array.from(new Set(Array.from(found, ([, rule]) => rule!)));
      expect(rules).to.have.length.above(10);
      expect(missingIn('docs/article-formats.md', rules)).to.deep.equal([]);
    });

    it('names every warning', () => {
      const messages = read('src/ingest/messages.ts');
      const list = messages.slice(messages.indexOf('const warnings'), messages.indexOf('} as const'));
      const codes = Array.from(list.matchAll(/^ {2}(\w+): \[/gm), ([, code]) => code!);
      expect(missingIn('docs/article-formats.md', codes)).to.deep.equal([]);
    });
  });

  for (const file of markdownFiles()) {
    it(`has no dead link in ${file}`, () => {
      const links = Array.from(read(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g), ([, link]) => link!);
      for (const link of links) {
        const [name = '', anchor] = link.split('#');
        const target = name === '' ? file : path.posix.join(path.posix.dirname(file), name);
        expect(existsSync(path.join(projectRoot, target)), link).to.equal(true);
        if (anchor !== undefined) expect(anchorsOf(target), link).to.include(anchor);
      }
    });
  }

  it('has the two READMEs lead to each other', () => {
    expect(read('README.md')).to.include('](README.ar.md)');
    expect(read('README.ar.md')).to.include('](README.md)');
  });

  for (const file of ['README.md', 'README.ar.md']) {
    it(`shows an article in ${file} that is read in all its parts`, async () => {
      const site = loadConfig(path.join(projectRoot, 'config'));
      const channel = site.channels.find(({ id }) => id === 'ar')!;
      const article = await parseArticle(Buffer.from(fenced(file, 'text')), {
        channel,
        timeZone: site.timeZone,
      });
      expect(article.sections.map(({ kind }) => kind)).to.deep.equal(['body', 'keyPoints', 'analysis']);
      expect(article.source).to.match(/^وكالة /);
      expect(article.authors).to.have.length(1);
      expect(article.warnings.map(({ code }) => code)).to.deep.equal(['title_derived']);
      expect(article.changes).to.deep.equal([]);
    });
  }
});

describe("the README's example of mounting", () => {
  let child: ChildProcess;
  let url: string;

  before(async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(projectRoot, path.join(folder, 'node_modules/nashra'));
    symlinkSync(path.join(projectRoot, 'node_modules/express'), path.join(folder, 'node_modules/express'));
    const example = fenced('README.md', 'js');
    expect(example).to.match(/^\/\/ mount\.mjs\n/);
    writeFileSync(path.join(folder, 'mount.mjs'), example);
    mkdirSync(path.join(folder, 'feeds/ar'), { recursive: true });
    writeFileSync(path.join(folder, 'feeds/ar/a.txt'), fenced('README.md', 'text'));
    child = spawn(process.execPath, ['mount.mjs'], {
      cwd: folder,
      env: cleanEnvironment({ PORT: '0' }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout!.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
        const found = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`the example ended with ${code}: ${output}`)));
    });
  });

  after(() => void child.kill('SIGKILL'));

  it('serves the feeds under the address of the site', async () => {
    const { status, headers, text } = await request(`${url}/news/feed.xml`);
    expect(status).to.equal(200);
    expect(headers['content-type']).to.equal('application/rss+xml; charset=utf-8');
    expect(headers.link).to.include('<https://example.org/news/feed.xml>; rel="self"');
    expect(text).to.include('<atom:link href="https://example.org/news/feed.xml" rel="self"');
  });

  it('publishes what lies in the inbox', async () => {
    const until = Date.now() + 5000;
    let text = '';
    while (!text.includes('<item>') && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ({ text } = await request(`${url}/news/feed.xml`));
    }
    expect(text).to.include('<title>مكتبة الميناء القديم تفتتح قاعة للخرائط البحرية</title>');
    expect(text).to.include('<link>https://example.org/news/ar/');
  });

  it("leaves the site's own pages and its 404 alone", async () => {
    const home = await request(`${url}/`);
    expect(home.status).to.equal(200);
    expect(home.text).to.equal('Home');
    for (const address of ['/nowhere', '/news/nowhere']) {
      const { status, text } = await request(url + address);
      expect(status).to.equal(404);
      expect(text).to.include(`Cannot GET ${address}`);
    }
  });

  it('ends on SIGTERM with 0', async () => {
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await exited).to.equal(0);
  });
});

/** Dotted, without the numbers of list items. */
function keysOf(schema: z.ZodType): readonly string[] {
  const walk = (node: z.core.JSONSchema.BaseSchema, prefix: string): string[] => [
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) => [
      prefix + name,
      ...(typeof child === 'object' ? walk(child, `${prefix}${name}.`) : []),
    ]),
    ...(typeof node.items === 'object' && !Array.isArray(node.items)
      ? walk(node.items as z.core.JSONSchema.BaseSchema, prefix)
      : []),
  ];
  const keys = walk(z.toJSONSchema(schema, { io: 'input' }), '');
  // Of an object only what is in it is set.
  return keys.filter((key) => !['dates', 'headings', 'fields', 'polling'].includes(key));
}

/** As the places that show Markdown make them of headings. */
function anchorsOf(file: string): readonly string[] {
  return Array.from(read(file).matchAll(/^#+ (.+)$/gm), ([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
