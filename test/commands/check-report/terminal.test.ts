import { expect } from 'chai';
import { terminalOf } from '../../../src/commands/check-report/terminal.ts';

const color = (isTty: boolean, env: Record<string, string>, option?: boolean) =>
  terminalOf(isTty, env, option).hasColor;

describe('terminalOf', () => {
  it('has colour on a terminal, and none in a pipe or on a dumb terminal', () => {
    expect([color(true, {}), color(false, {}), color(true, { TERM: 'dumb' })]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it('heeds NO_COLOR unless it is empty, FORCE_COLOR before it, and the command line before both', () => {
    expect(color(true, { NO_COLOR: '1' })).to.equal(false);
    expect(color(true, { NO_COLOR: '' })).to.equal(true);
    expect(color(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).to.equal(true);
    expect(color(true, { FORCE_COLOR: '0' })).to.equal(false);
    expect(color(false, { NO_COLOR: '1' }, true)).to.equal(true);
    expect(color(true, { FORCE_COLOR: '1' }, false)).to.equal(false);
  });

  it('has isolates only on a terminal in UTF-8', () => {
    const isolates = (isTty: boolean, env: Record<string, string>) => terminalOf(isTty, env).hasIsolates;
    expect(isolates(true, { LANG: 'ar_EG.UTF-8' })).to.equal(true);
    expect(isolates(true, { LANG: 'ar_EG.UTF-8', LC_ALL: 'C' })).to.equal(false);
    expect(isolates(true, {})).to.equal(false);
    expect(isolates(false, { LANG: 'ar_EG.UTF-8' })).to.equal(false);
  });
});
