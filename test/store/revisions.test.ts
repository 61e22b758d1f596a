import { expect } from 'chai';
import fc from 'fast-check';
import { getChannelRow, noteFingerprint, registerChannel } from '../../src/store/channels.ts';
import { closeStore, openStore, type Store } from '../../src/store/open-store.ts';
import { beginRevision, commitRevision } from '../../src/store/revisions.ts';
import { describeOnBoth } from '../support/database.ts';

const start = Date.parse('2026-11-23T08:00:00.000Z');

describeOnBoth('the revision log', (createDatabase) => {
  let store: Store;
  let channels = 0;

  before(async () => {
    store = await openStore(await createDatabase());
  });

  after(() => closeStore(store));

  const newChannel = async () => {
    channels += 1;
    const id = `channel-${channels}`;
    await registerChannel(store, { id, feedId: `tag:news.example,2026:channel:${id}` });
    return id;
  };
  const append = (channelId: string, now: number) =>
    store.transaction().execute(async (session) => {
      const revision = await beginRevision(session, channelId, new Date(now));
      await commitRevision(session, revision, { kind: 'channel' });
      return revision;
    });
  const appendAll = async (times: readonly number[]) => {
    const channelId = await newChannel();
    const revisions = [];
    for (const now of times) revisions.push({ now, ...(await append(channelId, now)) });
    return revisions;
  };

  const clocks = {
    'runs on': [0, 700, 1400, 2600],
    'stands still': [0, 0, 0, 0, 0],
    'goes backwards': [0, -3_600_000, -7_200_000, 10],
  };
  for (const [how, offsets] of Object.entries(clocks)) {
    it(`numbers without holes and dates in growing order while the clock ${how}`, async () => {
      const revisions = await appendAll(offsets.map((offset) => start + offset));
      expect(revisions.map(({ number }) => number)).to.deep.equal(offsets.map((_, index) => index + 1));
      const times = revisions.map(({ at }) => at.getTime());
      expect(times.slice(1).every((time, index) => time > (times[index] ?? Number.NaN))).to.equal(true);
    });
  }

  it('dates by the clock again once a clock that was a year ahead is set right', async () => {
    const year = 365 * 24 * 3_600_000;
    const [, ahead, right, next] = await appendAll([start, start + year, start + 5_400, start + 9_100]);
    expect(ahead!.at.getTime()).to.equal(start + year);
    expect(right!.at.getTime()).to.equal(start + 5_400);
    expect(right!.modifiedAt.getTime()).to.equal(start + 5_000);
    expect(next!.modifiedAt.getTime()).to.equal(start + 9_000);
  });

  it('gives no number to a change that fails', async () => {
    const channelId = await newChannel();
    await append(channelId, start);
    await store
      .transaction()
      .execute(async (session) => {
        const revision = await beginRevision(session, channelId, new Date(start + 1));
        await commitRevision(session, revision, { kind: 'channel' });
        throw new Error('the disk is full');
      })
      .catch(() => undefined);
    expect((await append(channelId, start + 2)).number).to.equal(2);
  });

  it('makes one of a changed configuration and none of an equal one', async () => {
    const id = await newChannel();
    for (const fingerprint of ['نشرة', 'نشرة', 'نشرة المساء']) {
      await noteFingerprint(store, { id, fingerprint }, new Date(start));
    }
    expect(Number((await getChannelRow(store, id)).revision)).to.equal(2);
  });

  it('keeps the id that a channel was given first', async () => {
    const id = await newChannel();
    await registerChannel(store, { id, feedId: 'tag:other.example,2030:channel' });
    expect((await getChannelRow(store, id)).feed_id).to.equal(`tag:news.example,2026:channel:${id}`);
  });

  describe('RFC 9110 §8.8.2 Last-Modified', () => {
    /**
     * What a client could have been sent: a state is there from its revision to the next one, and its header is
     * left out until the second that it names has come.
     */
    const sentDates = (revisions: readonly { now: number; modifiedAt: Date }[]) =>
      revisions.flatMap(({ now, modifiedAt }, index) => {
        const next = revisions[index + 1]?.now ?? Number.POSITIVE_INFINITY;
        const from = Math.max(now, modifiedAt.getTime());
        return from < next ? [modifiedAt.getTime()] : [];
      });

    const forward = fc
      .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2500 })), { minLength: 1, maxLength: 25 })
      .map((steps) => {
        let now = start;
        return steps.map((step) => {
          now += step;
          return now;
        });
      });

    it('is never shared by two states that could have been fetched', async () => {
      await fc.assert(
        fc.asyncProperty(forward, async (times) => {
          const sent = sentDates(await appendAll(times));
          expect(new Set(sent).size).to.equal(sent.length);
        }),
        { numRuns: 60 },
      );
    });

    it('has whole seconds and never goes back, whatever the clock does within a day', async () => {
      const anyTimes = fc.array(fc.integer({ min: start - 10_000, max: start + 10_000 }), {
        minLength: 1,
        maxLength: 20,
      });
      await fc.assert(
        fc.asyncProperty(anyTimes, async (times) => {
          const dates = (await appendAll(times)).map(({ modifiedAt }) => modifiedAt.getTime());
          expect(dates.every((date) => date % 1000 === 0)).to.equal(true);
          expect(dates.every((date, index) => index === 0 || date >= (dates[index - 1] ?? 0))).to.equal(true);
        }),
        { numRuns: 60 },
      );
    });

    it('lies less than a second ahead of a clock that runs on', async () => {
      await fc.assert(
        fc.asyncProperty(forward, async (times) => {
          for (const { now, modifiedAt } of await appendAll(times)) {
            expect(modifiedAt.getTime() - now).to.be.at.most(1000);
          }
        }),
        { numRuns: 30 },
      );
    });
  });
});
