import path from 'node:path';
import { expect } from 'chai';
import { type FeedFormat, feedPath } from '../../src/domain/addresses.ts';
import { lintFeed } from '../../src/lint/lint-feed.ts';
import { type Program, projectRoot, startProgram } from '../support/program.ts';
import { request } from '../support/request.ts';

const formats: readonly FeedFormat[] = ['rss', 'atom', 'json'];

describe('the linter and the documents of the sample newsroom', () => {
  let program: Program;
  before(async function () {
    this.timeout(60_000);
    program = await startProgram({ samples: path.join(projectRoot, 'feeds') });
  });
  after(() => program.stop());

  for (const format of formats)
    for (const where of [feedPath(format), feedPath(format, 'ar')])
      it(`finds nothing in ${where}, neither in the document nor in its headers`, async () => {
        const { status, headers, bytes } = await request(program.url + where);
        const report = lintFeed(bytes, {
          now: new Date(),
          response: {
            url: program.url + where,
            status,
            contentType: headers['content-type'],
            hasValidator: headers.etag !== undefined,
          },
        });
        expect(report.format).to.equal(format);
        expect(report.itemCount).to.equal(10);
        expect(report.findings).to.deep.equal([]);
      });
});
