import { createHash } from 'node:crypto';
import type { Channel } from '../../src/domain/channel.ts';
import type { FeedItem } from '../../src/domain/item.ts';
import { slugify } from '../../src/text/slug.ts';
import { type Random, seededRandom } from '../../test/crash/random.ts';
import { prose } from '../day/stories.ts';

/** A story of about eighty words, as a newsroom has it. */
export interface Story {
  readonly title: string;
  readonly section: string;
  readonly source: string | undefined;
  readonly tags: readonly string[];
  readonly author: string;
  readonly paragraphs: readonly string[];
}

/** What of an item its text alone says. */
export type StoryContent = Omit<
  FeedItem,
  'key' | 'id' | 'channelId' | 'publishedAt' | 'dateOrigin' | 'datePrecision' | 'updatedAt' | 'revision'
>;

const sentenceCount = 20_000;
const tagCount = 600;
const firstNames = [
  'مريم',
  'كريم',
  'نادين',
  'سامر',
  'ليلى',
  'هيثم',
  'رنا',
  'باسل',
  'دانا',
  'وليد',
  'سلمى',
  'عمر',
];
const lastNames = [
  'حداد',
  'خوري',
  'منصور',
  'الأسعد',
  'درويش',
  'نصار',
  'شاهين',
  'عازار',
  'بركات',
  'زيدان',
  'فارس',
  'مراد',
];
const sources = ['وكالة نوارس', 'وكالة ساحل', 'وكالة مرافئ', 'وكالة سنابل'];

// Plain letters alone, so that nothing is there to be corrected; with repetitions, as often as people write them.
const words = prose.flatMap((line) => line.match(/[ء-غف-ي]{3,}/g) ?? []);

/** Stories by their number: words of the shipped texts in a new order, the same for the same seed. */
export interface Stories {
  readonly storyOf: (number: number) => Story;
  /** The same story after an editor has added to it. */
  readonly revised: (story: Story, number: number) => Story;
}

export function openStories({ sections }: Pick<Channel, 'sections'>, seed: number): Stories {
  const random = seededRandom(seed);
  const sentences = Array.from({ length: sentenceCount }, () => `${phrase(random, random.between(9, 15))}.`);
  const tags = Array.from(new Set(Array.from({ length: tagCount }, () => random.pick(words))));
  const own = (number: number) => seededRandom(seed ^ Math.imul(number + 1, 0x9e3779b1));
  return {
    storyOf: (number) => {
      const chance = own(number);
      return {
        title: phrase(chance, chance.between(6, 8)),
        section: chance.pick(sections).slug,
        source: chance.next() < 0.6 ? chance.pick(sources) : undefined,
        tags: Array.from(new Set([chance.pick(tags), chance.pick(tags)])),
        author: `${chance.pick(firstNames)} ${chance.pick(lastNames)}`,
        paragraphs: Array.from({ length: 3 }, () => `${chance.pick(sentences)} ${chance.pick(sentences)}`),
      };
    },
    revised: (story, number) => ({
      ...story,
      paragraphs: [...story.paragraphs, own(-number).pick(sentences)],
    }),
  };
}

function phrase(random: Random, length: number): string {
  return Array.from({ length }, () => random.pick(words)).join(' ');
}

/** The article as it was dropped into the inbox. */
export function textOf(story: Story, channel: Pick<Channel, 'sections'>): string {
  const { title, source, tags, author, paragraphs } = story;
  const section = channel.sections.find(({ slug }) => slug === story.section)?.label ?? story.section;
  const head = [
    `القسم: ${section}`,
    ...(source === undefined ? [] : [`المصدر: ${source}`]),
    `الوسوم: ${tags.join('، ')}`,
    `بقلم: ${author}`,
  ];
  return `${[title, head.join('\n'), ...paragraphs].join('\n\n')}\n`;
}

/** What the program makes of {@link textOf}, many times faster than by reading it; a test holds the two together. */
export function contentOf({ title, section, source, tags, author, paragraphs }: Story): StoryContent {
  return {
    slug: slugify(title),
    title,
    summary: paragraphs[0] ?? '',
    html: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n'),
    language: 'ar',
    direction: 'rtl',
    authors: [{ name: author }],
    section,
    tags,
    ...(source === undefined ? {} : { source }),
    keyPoints: [],
    breaking: false,
    corrections: [],
    media: [],
  };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
