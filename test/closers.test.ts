import { expect } from 'chai';
import { createClosers } from '../src/closers.ts';

describe('what has been opened', () => {
  it('is closed in the reverse order, each to its end, and the first fault is told', async () => {
    const closed: string[] = [];
    const closers = createClosers();
    closers.add(() => void closed.push('first'));
    closers.add(async () => {
      closed.push('second');
      throw new Error('of the second');
    });
    closers.add(() => {
      closed.push('third');
      throw new Error('of the third');
    });
    const fault = await closers.closeAll().catch((error: Error) => error.message);
    expect({ closed, fault }).to.deep.equal({ closed: ['third', 'second', 'first'], fault: 'of the third' });
    await closers.closeAll();
    expect(closed).to.have.length(3);
  });
});
