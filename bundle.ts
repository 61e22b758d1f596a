import { rmSync } from 'node:fs';
import { build } from 'esbuild';

/*
 * dist/: the program and what an Express site imports, with the packages that both need at once, in a few files instead
 * of a thousand, which Node takes twice as long to load. Not minified: a stack trace is read by people.
 */

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/main.ts', 'src/start.ts'],
  outdir: 'dist',
  bundle: true,
  // What only one command needs stays in a file of its own, and is loaded with it.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // They find files of their own beside them, or come with one article in a hundred.
  external: ['better-sqlite3', 'iconv-lite', 'mammoth', 'pino'],
  // Packages in CommonJS ask for Node's own modules by it.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
