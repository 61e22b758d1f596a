import { expect } from 'chai';
import fc from 'fast-check';
import { serveTestNewsroom } from '../support/served-newsroom.ts';
import { type Act, openDesk, type Story, sections } from './followers/desk.ts';
import {
  archiveFollower,
  type Belief,
  deltaFollower,
  type Follower,
  tombstoneFollower,
  windowFollower,
} from './followers/followers.ts';

const formats = ['rss', 'atom', 'json'] as const;
const files = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' } as const;
const maxItems = 8;
/** Enough for two archives and a part of a third. */
const storiesBefore = 118;
/** Between two polls no more may happen than a feed's window can hold. */
const actsBetweenPolls = 4;

const section = fc.nat({ max: sections.length - 1 });
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof<fc.WeightedArbitrary<Act>[]>(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('publish'), section }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('schedule'), section }) },
    {
      weight: 10,
      arbitrary: fc.record({
        kind: fc.constantFrom('update', 'fix', 'correct', 'move', 'withdraw', 'republish', 'expire'),
        which: fc.nat({ max: 400 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('wait'), minutes: fc.integer({ min: 1, max: 90 }) }),
    },
  ),
  { minLength: 8, maxLength: 40 },
);

describe('one log behind validators, archives, tombstones and deltas', () => {
  it('leaves whoever follows any of the four with exactly what is published', async function () {
    this.timeout(240_000);
    const counts = { whole: 0, part: 0 };
    await fc.assert(
      fc.asyncProperty(acts, (sequence) => follow(sequence, counts)),
      { numRuns: process.env.CI === 'true' ? 25 : 6, endOnFailure: true },
    );
    // Otherwise the deltas were not tried.
    expect(counts.part).to.be.above(counts.whole);
  });
});

async function follow(sequence: readonly Act[], counts: { whole: number; part: number }): Promise<void> {
  const served = await serveTestNewsroom(maxItems);
  try {
    const desk = openDesk(served);
    for (let number = 0; number < storiesBefore; number += 1)
      await desk.act({ kind: 'publish', section: number % sections.length });
    await served.look();
    const followers = openFollowers(served.url, counts);
    // The gatherers have followed from the first story on.
    const gathered = new Map(desk.published().map(({ id, title }) => [id, title]));
    for (const { belief } of [...followers.gatherers, ...followers.forgetful])
      for (const [id, title] of gathered) belief.set(id, title);
    await pollAll(followers, desk.published());
    for (const [index, act] of sequence.entries()) {
      if (act.kind !== 'poll') await desk.act(act);
      served.clock.now = new Date(served.clock.now.getTime() + 1700);
      await served.look();
      if (index % actsBetweenPolls === actsBetweenPolls - 1) await pollAll(followers, desk.published());
    }
    await pollAll(followers, desk.published());
  } finally {
    await served.close();
  }
}

interface Followers {
  readonly windows: readonly Follower[];
  readonly sections: readonly Follower[];
  readonly archives: readonly Follower[];
  /** They know all that ever was. */
  readonly gatherers: readonly Follower[];
  /** So do these, but an old story's new headline never reaches them. */
  readonly forgetful: readonly Follower[];
  /** They know what stands in the feed, and what else has changed meanwhile. */
  readonly deltas: readonly Follower[];
}

function openFollowers(url: string, counts: { whole: number; part: number }): Followers {
  const path = (format: (typeof formats)[number]) => `/ar/${files[format]}`;
  const sectionPath = `/ar/sections/science/`;
  return {
    windows: formats.map((format) => windowFollower(url, format, path(format))),
    sections: formats.map((format) => windowFollower(url, format, sectionPath + files[format])),
    archives: formats.map((format) => archiveFollower(url, format, 'ar')),
    gatherers: [deltaFollower(url, 'atom', path('atom'), counts)],
    forgetful: [tombstoneFollower(url, path('atom'))],
    deltas: (['rss', 'json'] as const).map((format) => deltaFollower(url, format, path(format), counts)),
  };
}

/** Newest last, as they came. */
async function pollAll(followers: Followers, published: readonly Story[]): Promise<void> {
  const window = published.slice(-maxItems);
  const ofSection = published.filter((story) => story.section === 0).slice(-maxItems);
  for (const follower of followers.windows) await expectBelief(follower, window);
  for (const follower of followers.sections) await expectBelief(follower, ofSection);
  for (const follower of followers.archives) await expectBelief(follower, published);
  for (const follower of followers.gatherers) await expectBelief(follower, published);
  for (const { name, belief, poll } of followers.forgetful) {
    await poll();
    expect([...belief.keys()].sort(), name).to.deep.equal(published.map(({ id }) => id).sort());
  }
  for (const { name, belief, poll } of followers.deltas) {
    await poll();
    expect([...belief.keys()], name).to.include.members(window.map(({ id }) => id));
    const titles = new Map(published.map(({ id, title }) => [id, title]));
    for (const [id, title] of belief) expect(title, name).to.equal(titles.get(id));
  }
}

async function expectBelief({ name, belief, poll }: Follower, stories: readonly Story[]): Promise<void> {
  await poll();
  expect(sorted(belief), name).to.deep.equal(sorted(new Map(stories.map(({ id, title }) => [id, title]))));
}

function sorted(belief: Belief): readonly (readonly [string, string])[] {
  return [...belief].sort(([one], [other]) => (one < other ? -1 : 1));
}
