import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type LintOptions, lintFeed } from '../../src/lint/lint-feed.ts';
import type { LintProfile } from '../../src/lint/lint-profiles.ts';
import type { FeedResponse } from '../../src/lint/lint-response.ts';
import { rules } from '../../src/lint/rules.ts';

const root = new URL('../fixtures/lint/', import.meta.url);
const now = new Date('2026-11-27T12:00:00Z');

/** The folder's name is the code of the rule. What is found in `feed`, each code once; in a `near-miss` there is nothing. */
interface Expected {
  readonly codes: readonly string[];
  readonly profile?: LintProfile;
  readonly response?: FeedResponse;
}

const folders = readdirSync(root).toSorted();

function codesIn(file: URL, options: LintOptions): readonly string[] {
  const found = lintFeed(readFileSync(file), options).findings.map(({ code }) => code);
  return [...new Set(found)].toSorted();
}

describe('the rules of the linter', () => {
  for (const name of folders) {
    const folder = new URL(`${name}/`, root);
    const { codes, ...given } = JSON.parse(
      readFileSync(new URL('expected.json', folder), 'utf8'),
    ) as Expected;
    const files = readdirSync(folder).toSorted();

    it(`${name} is found, and nothing that is not there`, () => {
      const file = files.find((one) => one.startsWith('feed.'))!;
      const found = codesIn(new URL(file, folder), { now, ...given });
      expect(found).to.deep.equal(codes);
      expect(codes).to.include(name);
    });

    for (const file of files.filter((one) => one.startsWith('near-miss')))
      it(`${name} is not found in ${file}`, () => {
        expect(codesIn(new URL(file, folder), { now, ...given })).to.deep.equal([]);
      });
  }

  it('have a fixture each, but for the one that takes ten million bytes', () => {
    expect(Object.keys(rules).filter((code) => !folders.includes(code))).to.deep.equal(['msn_too_large']);
  });
});
