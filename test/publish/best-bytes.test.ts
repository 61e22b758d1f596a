import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { type BestBytes, openBestBytes } from '../../src/publish/best-bytes.ts';
import {
  prepareRepresentation,
  type Representation,
  withBestBytes,
} from '../../src/publish/representation.ts';
import { articleText } from '../support/articles.ts';
import { eventually } from '../support/eventually.ts';

describe('the best bytes', () => {
  let best: BestBytes;
  beforeEach(() => {
    best = openBestBytes();
  });
  afterEach(() => best.close());

  function prepare(articles: number): Promise<Representation> {
    return prepareRepresentation({
      contentType: 'application/rss+xml; charset=utf-8',
      language: 'ar',
      body: Array.from({ length: articles }, (_, at) => articleText(at + 1)).join('\n'),
      isFeed: false,
      lastModified: undefined,
      changesAt: undefined,
      cacheControl: 'public, max-age=60',
      links: [],
      extraHeaders: [],
      contentHeaders: [],
    });
  }

  /** Keeps a document; what is called while its better bytes are made comes before they are there. */
  function keep(path: string, representation: Representation, whileMade: () => void = () => undefined) {
    const place = { kept: representation, looks: 0 };
    best.make(representation, {
      path,
      find: () => {
        const found = place.kept;
        place.looks += 1;
        if (place.looks === 1) queueMicrotask(whileMade);
        return found;
      },
      put: (better) => {
        place.kept = better;
      },
    });
    return place;
  }

  const madeIn = (place: { readonly kept: Representation }, quick: Representation) =>
    eventually('better bytes', async () => place.kept !== quick || undefined);

  it('take the place of those that they were made of', async () => {
    const quick = await prepare(20);
    const place = keep('/feed.xml', quick);
    await madeIn(place, quick);
    expect(place.kept).to.deep.equal(await withBestBytes(quick));
  });

  it('are never put in the place of what has come while they were made', async () => {
    const [old, newer, other] = await Promise.all([prepare(20), prepare(21), prepare(5)]);
    const place = keep('/feed.xml', old, () => {
      place.kept = newer;
    });
    const next = keep('/atom.xml', other);
    // They are made one after the other.
    await madeIn(next, other);
    expect(place.looks).to.equal(2);
    expect(place.kept).to.equal(newer);
  });

  it('are not made of what is not kept any more', async () => {
    const [old, newer, other] = await Promise.all([prepare(20), prepare(21), prepare(5)]);
    const place = keep('/feed.xml', old);
    place.kept = newer;
    const next = keep('/atom.xml', other);
    await madeIn(next, other);
    expect(place.looks).to.equal(1);
    expect(place.kept).to.equal(newer);
  });

  it('are made of what stands although something else is replaced all the time, of which none are', async () => {
    const [quick, other] = await Promise.all([prepare(20), prepare(5)]);
    const place = keep('/feed.xml', quick);
    let replaced = keep('/atom.xml', { ...other });
    const looks: number[] = [];
    const timer = setInterval(() => {
      looks.push(replaced.looks);
      replaced = keep('/atom.xml', { ...other });
    }, 200);
    try {
      await madeIn(place, quick);
      await delay(1000);
    } finally {
      clearInterval(timer);
    }
    expect(place.kept).to.deep.equal(await withBestBytes(quick));
    expect(looks.length).to.be.above(5);
    expect(looks.every((count) => count === 0)).to.equal(true);
  });

  it('are put nowhere when it was closed while they were made, nor are any made after that', async () => {
    const [quick, other] = await Promise.all([prepare(20), prepare(5)]);
    let isClosed = false;
    const place = keep('/feed.xml', quick, () => {
      best.close();
      isClosed = true;
    });
    const next = keep('/atom.xml', other);
    await eventually('beginning', async () => isClosed || undefined);
    best.make(other, { path: '/feed.json', find: () => other, put: () => expect.fail('it is closed') });
    // Twice what it had begun.
    await withBestBytes(quick);
    await withBestBytes(quick);
    await delay(50);
    expect([place.kept, next.kept, next.looks]).to.deep.equal([quick, other, 0]);
  });
});
