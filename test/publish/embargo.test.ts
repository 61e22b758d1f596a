import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import { openTestNewsroom, type TestNewsroom } from '../support/newsroom.ts';

const story = (embargoed: string) =>
  JSON.stringify({
    uri: 'urn:nawras:2026:114',
    type: 'text',
    language: 'ar',
    headline: 'تقرير سنوي عن حال الشواطئ يصدر غدا',
    body_text: 'أصدر مرصد الشواطئ تقريره السنوي، وفيه أرقام عن عشرين شاطئا في المنطقة.',
    embargoed,
  });

describe('a story under embargo', () => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom();
  });

  afterEach(() => newsroom.close());

  it('is refused until its time has come, with the time in the sentence', async () => {
    const early = await newsroom.drop('ar/شواطئ.json', story('2026-11-23T08:00:01Z')).catch((error) => error);
    expect(early).to.be.instanceOf(NashraError).with.property('code', 'article_embargoed');
    expect(early.message)
      .to.include('2026-11-23T08:00:01.000Z')
      .and.to.match(/^\p{Script=Arabic}/u);
    newsroom.clock.now = new Date('2026-11-23T08:00:01Z');
    expect((await newsroom.take('ar/شواطئ.json')).outcome).to.equal('created');
  });

  it('is refused where the time cannot be read', async () => {
    const unread = await newsroom.drop('ar/شواطئ.json', story('tomorrow')).catch((error) => error);
    expect(unread).to.be.instanceOf(NashraError).with.property('code', 'article_embargoed');
  });
});
