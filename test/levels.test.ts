import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { projectRoot } from './support/program.ts';

/** Each row may import from the rows above it; the rooms of one row know nothing of one another. */
const levels = [
  ['text'],
  ['domain'],
  ['ingest', 'store', 'render', 'lint'],
  ['publish'],
  ['http'],
  ['start'],
  ['commands'],
  ['main'],
];

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`, of types too. */
const importPattern = /(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g;

const source = path.join(projectRoot, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(path.sep).join('/'))
  .sort();
const textOf = new Map(files.map((file) => [file, readFileSync(path.join(source, file), 'utf8')]));
const importsOf = new Map(
  Array.from(textOf, ([file, text]) => [file, Array.from(text.matchAll(importPattern), ([, name]) => name!)]),
);

/** Packages with more than one importing file, and why. Every other one has exactly one. */
const severalImporters: Readonly<Record<string, readonly string[]>> = {
  // Routes, errors and the application are Express; the composition root names the type of its router.
  express: [
    'http/app.ts',
    'http/feed-routes.ts',
    'http/old-addresses.ts',
    'http/operator-routes.ts',
    'http/problem.ts',
    'http/redirect.ts',
    'http/routes.ts',
    'start.ts',
  ],
  // Three doors, files, variables and articles in JSON; what is more than a few keys is a schema of its own.
  zod: [
    'config.ts',
    'environment.ts',
    'ingest/article-shapes.ts',
    'lexicon-schema.ts',
    'old-addresses-schema.ts',
    'polling-schema.ts',
  ],
  // Four caches of different things, each bounded where it is filled.
  'lru-cache': [
    'http/negotiate.ts',
    'http/remember-clients.ts',
    'publish/feed-documents.ts',
    'publish/kept-pages.ts',
  ],
  // Reading a written date, the calendars of the moon and of Iran, and a day's instant in the newsroom's zone.
  'date-fns': ['ingest/item-from-article.ts', 'text/calendar-search.ts', 'text/parse-date.ts'],
  '@date-fns/tz': ['ingest/item-from-article.ts', 'text/parse-date.ts'],
  // The publish gate reads what goes out, strictly; so is read what comes in, Word documents and feeds, and what is linted.
  saxes: ['ingest/docx/xml-tree.ts', 'ingest/feed-xml.ts', 'lint/parse-xml.ts', 'render/render-item.ts'],
  // Configuration, and the front matter of an article.
  yaml: ['config.ts', 'ingest/front-matter.ts'],
  // One reads the article out of HTML; another bounds its depth before any parser, and needs only the tokens; the linter
  // looks at the HTML of anybody's feed, of which it builds nothing.
  htmlparser2: ['ingest/from-html.ts', 'ingest/shallow-html.ts', 'lint/html-facts.ts'],
  // Migrations are written in Kysely's terms, and a store is one of its types.
  kysely: [
    'store/check-postgres.ts',
    'store/checkpoint.ts',
    'store/copy-store.ts',
    'store/migrate-growth.ts',
    'store/migrate-life-cycle.ts',
    'store/migrations.ts',
    'store/open-store.ts',
    'store/postgres-types.ts',
    'store/session.ts',
  ],
};

function relativeImports(file: string): readonly string[] {
  return (importsOf.get(file) ?? [])
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.join(path.posix.dirname(file), name));
}

function importedPackages(): readonly string[] {
  const names = new Set(Array.from(importsOf.values()).flat());
  const packages = new Set(Array.from(names, packageOf).filter((name) => !/^(\.|node:)/.test(name)));
  return Array.from(packages).sort();
}

/** Of `date-fns/addDays`, a part of a package. */
function packageOf(name: string): string {
  return /^(?:@[^/]+\/)?[^./][^/]*/.exec(name)?.[0] ?? name;
}

/** The folder; the files at the root are the composition root, but for `main`. */
function roomOf(file: string): string {
  if (file.includes('/')) return file.slice(0, file.indexOf('/'));
  return file === 'main.ts' ? 'main' : 'start';
}

function levelOf(file: string): number {
  return levels.findIndex((rooms) => rooms.includes(roomOf(file)));
}

function findCycle(): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const imported of relativeImports(file)) {
      const cycle = visit(imported, [...trail, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  return files.map((file) => visit(file, [])).find((cycle) => cycle !== undefined);
}

describe('the levels of the house', () => {
  it('have a place for every file, and every import names one', () => {
    expect(files.filter((file) => levelOf(file) < 0)).to.deep.equal([]);
    const unknown = files.flatMap((file) => relativeImports(file).filter((name) => !textOf.has(name)));
    expect(unknown).to.deep.equal([]);
  });

  it('let a file import from its own folder and from lower levels only', () => {
    const faults = files.flatMap((file) =>
      relativeImports(file)
        .filter((name) => roomOf(name) !== roomOf(file) && levelOf(name) >= levelOf(file))
        .map((name) => `${file} imports ${name}`),
    );
    expect(faults).to.deep.equal([]);
  });

  it('hold no cycle of imports, those of types included', () => {
    expect(findCycle()?.join(' → ')).to.equal(undefined);
  });

  it('give each package one importing file, but for those with a reason', () => {
    const importersOf = (name: string) =>
      files.filter((file) => importsOf.get(file)!.some((imported) => packageOf(imported) === name));
    const importers = importedPackages().map((name) => [name, importersOf(name)] as const);
    const several = Object.fromEntries(importers.filter(([, by]) => by.length > 1));
    expect(several).to.deep.equal(severalImporters);
  });

  it('import every dependency of package.json, and nothing that is none', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
      dependencies: object;
    };
    // Types that Nashra's own declarations name must come with it.
    const packages = Object.keys(dependencies).filter((name) => !name.startsWith('@types/'));
    expect(importedPackages()).to.deep.equal(packages.sort());
  });

  it('import date-fns by its parts: the whole of it is hundreds of files', () => {
    const whole = files.filter((file) => importsOf.get(file)!.includes('date-fns'));
    expect(whole).to.deep.equal([]);
  });

  it('read the environment only at the door of the program', () => {
    const readers = files.filter((file) => /\bprocess\.env\b/.test(textOf.get(file)!));
    expect(readers).to.deep.equal(['main.ts']);
  });

  it('have no barrels and no file of more than 300 lines', () => {
    expect(files.filter((file) => path.basename(file) === 'index.ts')).to.deep.equal([]);
    const long = files.filter((file) => textOf.get(file)!.trimEnd().split('\n').length > 300);
    expect(long).to.deep.equal([]);
  });
});
