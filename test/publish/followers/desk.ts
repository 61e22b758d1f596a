import type { Acceptor } from '../../../src/publish/acceptance.ts';
import { correctItem, scheduleStored, withdrawItem } from '../../../src/publish/change-item.ts';
import { releaseDue } from '../../../src/publish/release-due.ts';
import { republishItem } from '../../../src/publish/republish-item.ts';
import { findItem } from '../../../src/store/items.ts';
import { headline } from '../../support/articles.ts';
import { twoChannelSite } from '../../support/newsroom.ts';
import type { ServedNewsroom } from '../../support/served-newsroom.ts';

/** The first two are of the configuration; of the third only articles know. */
export const sections = ['science', 'sports', 'أحياء المدينة'] as const;

export type Act =
  | { readonly kind: 'publish' | 'schedule'; readonly section: number }
  | { readonly kind: StoryAct; readonly which: number }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'poll' };

export type StoryAct = 'update' | 'fix' | 'correct' | 'move' | 'withdraw' | 'republish' | 'expire';

/** What an editor knows of a story. */
export interface Story {
  readonly number: number;
  key: string;
  id: string;
  title: string;
  section: number;
  state: 'scheduled' | 'published' | 'ended';
  version: number;
  dueAt: number;
  endsAt: number;
}

/** An editor who does what it is told, and knows without the store what must be published now. */
export interface Desk {
  readonly act: (act: Exclude<Act, { kind: 'poll' }>) => Promise<void>;
  /** What was published and not taken away, in the order in which it came. */
  readonly published: () => readonly Story[];
}

const never = Number.POSITIVE_INFINITY;

export function openDesk({ store, clock, drop }: ServedNewsroom): Desk {
  const stories: Story[] = [];
  let arrived: Story[] = [];
  const acceptor: Acceptor = { store, site: twoChannelSite, now: () => clock.now };

  async function write(story: Story, line = ''): Promise<void> {
    const { number, version, section } = story;
    story.title = version === 1 ? headline(number) : `${headline(number)} للمرة ${version}`;
    const text = [
      `العنوان: ${story.title}`,
      `القسم: ${sections[section]}`,
      line,
      '',
      `شهد الحي رقم ${number} نشاطا شارك فيه ${number + 40} متطوعا، وهذه صيغته رقم ${version}.`,
    ].join('\n');
    const { item } = await drop(`ar/${number}.txt`, text);
    story.key = item.key;
    story.id = item.id;
  }

  async function add(section: number, dueAt: number): Promise<void> {
    const story: Story = {
      number: stories.length + 1,
      key: '',
      id: '',
      title: '',
      section,
      state: dueAt === 0 ? 'published' : 'scheduled',
      version: 1,
      dueAt,
      endsAt: never,
    };
    stories.push(story);
    await write(story, dueAt === 0 ? '' : `موعد النشر: ${new Date(dueAt).toISOString()}`);
    if (dueAt === 0) arrived.push(story);
  }

  /** In the order in which it happens: what is due first comes first. */
  async function wait(minutes: number): Promise<void> {
    clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    const now = clock.now.getTime();
    await releaseDue(acceptor, (_item, error) => {
      throw error;
    });
    const due = stories
      .filter((story) => story.state === 'scheduled' && story.dueAt <= now)
      .sort((one, other) => one.dueAt - other.dueAt || one.number - other.number);
    for (const story of due) {
      story.state = 'published';
      arrived.push(story);
    }
    for (const story of stories) if (story.state === 'published' && story.endsAt <= now) end(story);
  }

  function end(story: Story): void {
    story.state = 'ended';
    arrived = arrived.filter((one) => one !== story);
  }

  async function change(kind: StoryAct, story: Story): Promise<void> {
    const { key } = story;
    switch (kind) {
      case 'update':
      case 'fix':
        story.version += 1;
        return write(story, kind === 'fix' ? 'تعديل صامت: نعم' : '');
      case 'move':
        story.section = (story.section + 1) % sections.length;
        return write(story);
      case 'correct':
        await correctItem(acceptor, key, `ورد في الخبر رقم ${story.number} خطأ صححناه.`);
        return;
      case 'withdraw':
        await withdrawItem(acceptor, key, 'خبر غير دقيق.');
        return end(story);
      case 'expire':
        story.endsAt = clock.now.getTime() + 30 * 60_000;
        await scheduleStored(acceptor, key, { expiresAt: new Date(story.endsAt) });
        return;
      case 'republish': {
        const { key: newKey, id } = await republishItem(acceptor, key);
        Object.assign(story, { key: newKey, id, state: 'published', endsAt: never });
        arrived.push(story);
      }
    }
  }

  return {
    published: () => arrived,
    act: async (act) => {
      switch (act.kind) {
        case 'publish':
          return add(act.section, 0);
        case 'schedule':
          return add(act.section, clock.now.getTime() + 45 * 60_000);
        case 'wait':
          return wait(act.minutes);
        default: {
          const state = act.kind === 'republish' ? 'ended' : 'published';
          const able = stories.filter((story) => story.state === state);
          const story = able[act.which % Math.max(1, able.length)];
          if (story === undefined) return;
          await change(act.kind, story);
          if (story.state !== 'ended' && (await findItem(store, story.key))?.state !== story.state)
            throw new Error(`${act.kind} left story ${story.number} in another state`);
        }
      }
    },
  };
}
