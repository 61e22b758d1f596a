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

  it('is refused so as plain text and as a page too, by the day or the hour', async () => {
    const body = 'أصدر مرصد الشواطئ تقريره السنوي، وفيه أرقام عن عشرين شاطئا في المنطقة.';
    for (const line of [
      'محظور حتى: 24 نوفمبر 2026',
      'محظور النشر حتى: 2026-11-23 10:30',
      'EMBARGO: 2026-11-23T09:00:00Z',
    ]) {
      const error = await newsroom
        .drop('ar/تقرير.txt', `${line}\nتقرير عن حال الشواطئ\n\n${body}`)
        .catch((reason) => reason);
      expect(error, line).to.be.instanceOf(NashraError).with.property('code', 'article_embargoed');
      const page = await newsroom
        .drop('ar/تقرير.html', `<p>${line}</p><h1>تقرير عن حال الشواطئ</h1><p>${body}</p>`)
        .catch((reason) => reason);
      expect(page, line).to.be.instanceOf(NashraError).with.property('code', 'article_embargoed');
    }
    newsroom.clock.now = new Date('2026-11-24T00:00:00+02:00');
    expect((await newsroom.take('ar/تقرير.txt')).outcome).to.equal('created');
  });

  it('is refused where the time cannot be read', async () => {
    const unread = await newsroom.drop('ar/شواطئ.json', story('tomorrow')).catch((error) => error);
    expect(unread).to.be.instanceOf(NashraError).with.property('code', 'article_embargoed');
  });
});
