import { renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { assertInPlace } from '../../src/store/place.ts';
import { storeFaultOf } from '../../src/store/store-fault.ts';
import { temporaryFolder } from '../support/program.ts';

describe('assertInPlace', () => {
  it('takes a file that cannot be looked at any more for lost', async () => {
    const folder = path.join(temporaryFolder(), 'بيانات');
    const store = await openStore(`sqlite:${path.join(folder, 'nashra.sqlite')}`);
    assertInPlace(store);
    renameSync(folder, `${folder}-2`);
    symlinkSync(folder, folder);
    let code: string | undefined;
    try {
      assertInPlace(store);
    } catch (error) {
      code = storeFaultOf(error)?.code;
    }
    expect(code).to.equal('store_lost');
    await closeStore(store);
  });
});
