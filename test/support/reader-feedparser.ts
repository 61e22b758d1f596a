import { fileURLToPath } from 'node:url';
import { type Reader, type ReadFeed, type ReadItem, readDate } from './reader.ts';
import { canRun, run } from './run.ts';
import { foldSpaces, wordsOf } from './words.ts';

// Debian's own: a Python of the person who runs the tests has other packages, or none.
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('reader-feedparser.py', import.meta.url));

/** Universal Feed Parser: what Python programs read feeds with. */
export const feedparser: Reader = {
  name: 'feedparser',
  formats: ['rss', 'atom'],
  findFault() {
    if (canRun(python, ['-I', '-c', 'import feedparser'])) return undefined;
    return 'feedparser is left out: the Debian package python3-feedparser is not installed';
  },
  async read(url) {
    const output = await run(python, ['-I', script, url]);
    return feedOf(JSON.parse(output.toString('utf8')) as Output);
  },
};

interface OutputItem {
  readonly id: string | null;
  readonly title: string;
  readonly link: string;
  readonly publishedSeconds: number | null;
  readonly authors: string[];
  readonly categories: string[];
  readonly terms: string[];
  readonly content: string;
  readonly contentType: string;
  readonly enclosures: readonly { url: string; type: string | null; length: string | null }[];
  readonly media: readonly Record<
    'url' | 'type' | 'medium' | 'width' | 'height' | 'filesize',
    string | null
  >[];
}

interface Output {
  readonly version: string;
  readonly title: string | null;
  readonly language: string | null;
  readonly items: readonly OutputItem[];
}

function feedOf(output: Output): ReadFeed {
  const isAtom = output.version.startsWith('atom');
  return {
    reader: 'feedparser',
    ...(output.title === null ? {} : { title: output.title }),
    ...(output.language === null ? {} : { language: output.language }),
    items: output.items.map((item) => itemOf(item, isAtom)),
  };
}

function itemOf(item: OutputItem, isAtom: boolean): ReadItem {
  const { title, link, authors, categories } = item;
  const milliseconds = item.publishedSeconds === null ? undefined : item.publishedSeconds * 1000;
  return {
    ...(item.id === null ? {} : { id: item.id }),
    title,
    link,
    publishedAt: readDate(milliseconds, 'feedparser', title),
    authors,
    categories,
    ...(isAtom ? { terms: item.terms } : {}),
    ...mediaOf(item),
    text: item.contentType === 'text/plain' ? foldSpaces(item.content) : wordsOf(item.content),
    html: item.content,
  };
}

function mediaOf({ enclosures, media }: OutputItem): Pick<ReadItem, 'enclosures' | 'pictures'> {
  const read = enclosures.map(({ url, type, length }) => ({
    url,
    type: type ?? undefined,
    lengthBytes: length === null ? undefined : Number(length),
  }));
  const pictures = media.map(({ url, width, height }) => ({
    url: url ?? '',
    width: Number(width ?? 0),
    height: Number(height ?? 0),
  }));
  return {
    ...(read.length === 0 ? {} : { enclosures: read }),
    ...(pictures.length === 0 ? {} : { pictures }),
  };
}
