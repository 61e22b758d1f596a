import { articleText, headline } from '../support/articles.ts';
import { writings } from '../support/encode-text.ts';
import { localTime } from '../support/local-time.ts';
import { paragraph, run, styled, wordDocument } from '../support/word-document.ts';

export const formats = ['text', 'windows-1256', 'breaking', 'markdown', 'docx'] as const;

export type Format = (typeof formats)[number];

/** When something was done that readers see. */
export interface Moment {
  /** In time of calm: so much later readers must have it. */
  readonly calmMs: number;
  /** By the machine's counter. */
  readonly realMs: number;
  /** Of calm; see there. */
  readonly stretch: number | undefined;
}

/** What an editor wrote, and when. */
export interface Version extends Moment {
  readonly version: number;
  readonly sha256: string;
}

/** A story of the day, as its editors want it. */
export interface Story {
  readonly number: number;
  readonly channel: string;
  readonly format: Format;
  readonly publishAtMs: number | undefined;
  readonly expiresAtMs: number | undefined;
  /** Of those that were there at the start nobody knows in which order they were taken. */
  readonly isOfYesterday: boolean;
  /** Relative to the inbox. */
  file: string;
  /** The number of the version that is being written, or was written last. */
  newest: number;
  readonly versions: Version[];
  /** When its time of publication came; without one when it was written. */
  due: Moment | undefined;
  /** When it was withdrawn, or its time was over. */
  gone: (Moment & { readonly as: 'withdrawn' | 'expired' }) | undefined;
  /** It is being withdrawn. */
  isLeaving: boolean;
  /** SHA-256 of the picture beside it. */
  picture: string | undefined;
  /** What the log must say of it. */
  readonly kinds: string[];
  /** The machine was slow, or something was broken: the log may say one thing more or less. */
  isBlurred: boolean;
}

export function isPending({ publishAtMs, due }: Story): boolean {
  return publishAtMs !== undefined && due === undefined;
}

export function isOver({ gone }: Story): boolean {
  return gone !== undefined;
}

/** What the program must say that it is. */
export function stateOf(story: Story): string {
  return story.gone?.as ?? (isPending(story) ? 'scheduled' : 'published');
}

export function versionOf({ versions }: Story): Version {
  const version = versions.at(-1);
  if (version === undefined) throw new Error('nothing has been written of it');
  return version;
}

export const endings: Readonly<Record<Format, string>> = {
  text: 'txt',
  'windows-1256': 'txt',
  breaking: 'txt',
  markdown: 'md',
  docx: 'docx',
};

/** Formats in which fields can be written. */
export const formatsWithFields: readonly Format[] = ['text', 'windows-1256', 'markdown'];

const desks = ['اقتصاد', 'ثقافة', 'رياضة', 'صحة'];

export function titleOf({ number }: Pick<Story, 'number'>, version: number): string {
  return version === 1 ? headline(number) : `${headline(number)} للمرة ${version}`;
}

/** @param facts lines of this version alone, such as a correction */
export function bytesOf(story: Story, version: number, facts: readonly string[] = []): Buffer {
  const title = titleOf(story, version);
  const [, , ...body] = articleText(story.number, version).split('\n');
  const fields = [
    `العنوان: ${title}`,
    `القسم: ${desks[story.number % desks.length]}`,
    ...(story.publishAtMs === undefined ? [] : [`موعد النشر: ${localTime(story.publishAtMs)}`]),
    ...(story.expiresAtMs === undefined ? [] : [`تاريخ الانتهاء: ${localTime(story.expiresAtMs)}`]),
    ...facts,
  ];
  switch (story.format) {
    case 'text':
      return Buffer.from([...fields, '', ...body].join('\n'));
    case 'windows-1256':
      return inWindows1256([...fields, '', ...body].join('\n'));
    case 'markdown':
      return Buffer.from(['---', ...fields, '---', '', ...body].join('\n'));
    case 'breaking':
      return Buffer.from(`عاجل | ${articleText(story.number, version)}`);
    case 'docx': {
      const paragraphs = body.filter((line) => line !== '').map((line) => paragraph(run(line)));
      return wordDocument(styled('Title', title) + paragraphs.join(''));
    }
  }
}

function inWindows1256(text: string): Buffer {
  const bytes = writings.find(({ name }) => name === 'windows-1256')?.encode(text);
  if (bytes === undefined) throw new Error(`cannot be written in windows-1256: ${text}`);
  return Buffer.from(bytes);
}

/** What nobody can publish, by the name under which it lies. */
export const badFiles: readonly (readonly [ending: string, bytes: Buffer])[] = [
  ['txt', Buffer.alloc(0)],
  ['txt', Buffer.from('???? ?????? ?? ???? ????? ????????? ???? ?????\n\n????? ???? ?? ????? ??????\n')],
  ['md', Buffer.from('---\nالعنوان: [مسودة\n---\nنص لا يكتمل.\n')],
  ['docx', Buffer.from('PK\x03\x04 nothing of a document follows', 'latin1')],
  ['json', Buffer.from('{"title": "خبر", "content_text": ')],
  ['pdf', Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1')],
];
