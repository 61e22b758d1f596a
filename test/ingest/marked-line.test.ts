import { expect } from 'chai';
import { openMarkedLine } from '../../src/ingest/marked-line.ts';

describe('a line with its markup', () => {
  it('collapses white space, and keeps marks to the words in them', () => {
    const line = openMarkedLine();
    line.write('  قال ');
    line.openMark({ kind: 'strong' });
    line.write(' المدير\n');
    line.closeMark('strong');
    line.write('أمس \t');
    expect(line.take()).to.deep.equal({
      text: 'قال المدير أمس',
      marks: [{ kind: 'strong', start: 4, end: 10 }],
    });
  });

  it('goes on in the next line with what is open, once for each kind', () => {
    const line = openMarkedLine();
    for (let depth = 0; depth < 50; depth += 1) line.openMark({ kind: 'em' });
    line.openMark({ kind: 'link', href: 'https://example.org/' });
    line.write('بيت');
    line.take();
    line.write('وبيت');
    expect(line.take()).to.deep.equal({
      text: 'وبيت',
      marks: [
        { kind: 'link', start: 0, end: 4, href: 'https://example.org/' },
        { kind: 'em', start: 0, end: 4 },
      ],
    });
  });

  it('is put together in time that grows with its length alone', () => {
    const line = openMarkedLine();
    const start = process.cpuUsage();
    for (let count = 0; count < 100_000; count += 1) {
      line.openMark({ kind: 'strong' });
      line.write('أ ');
      line.closeMark('strong');
    }
    expect(line.take().marks).to.have.length(100_000);
    expect(process.cpuUsage(start).user / 1000).to.be.below(3000);
  });
});
