import { execFileSync } from 'node:child_process';
import { expect } from 'chai';

const program = new URL('./print-digest.ts', import.meta.url).pathname;

function digestUnder(environment: Readonly<Record<string, string>>): string {
  return execFileSync(process.execPath, ['--import', 'tsx', program], {
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
  });
}

describe('the pages', () => {
  it('are the same bytes in Riyadh in Arabic as in Kiritimati in English', () => {
    const riyadh = digestUnder({ TZ: 'Asia/Riyadh', LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_SA.UTF-8' });
    const kiritimati = digestUnder({ TZ: 'Pacific/Kiritimati', LC_ALL: 'en_US.UTF-8' });
    expect(riyadh).to.match(/^[0-9a-f]{64}$/);
    expect(kiritimati).to.equal(riyadh);
  });
});
