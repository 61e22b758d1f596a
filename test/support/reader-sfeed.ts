import { type Reader, type ReadFeed, type ReadItem, readDate } from './reader.ts';
import { canRun, run } from './run.ts';
import { parseStrictXml } from './strict-xml.ts';
import { foldSpaces, wordsOf } from './words.ts';

/**
 * sfeed, the parser of a family of small readers. It keeps nothing of the feed itself, and of an item only the
 * first author. Atom categories it keeps by their `term`. The first title, id and link inside an Atom entry are the
 * entry's to it, even if they stand in its `source`. It reads broken XML as far as it goes and says nothing.
 */
export const sfeed: Reader = {
  name: 'sfeed',
  formats: ['rss', 'atom'],
  findFault() {
    if (!canRun('curl', ['--version'])) return 'sfeed is left out: the Debian package curl is not installed';
    if (canRun('sfeed', [])) return undefined;
    return 'sfeed is left out: the Debian package sfeed is not installed';
  },
  async read(url) {
    // As its own sfeed_update fetches.
    const document = await run('curl', ['-f', '-s', '-S', '-m', '15', url]);
    const lines = (await run('sfeed', [], { input: document })).toString('utf8');
    return readSfeedLines(lines, parseStrictXml(document.toString('utf8')).name === 'feed');
  },
};

/** What sfeed writes and sfeed_update keeps: a line an item. */
export function readSfeedLines(lines: string, isAtom: boolean): ReadFeed {
  const written = lines.split('\n').filter((line) => line !== '');
  return { reader: 'sfeed', items: written.map((line) => itemOf(line, isAtom)) };
}

function itemOf(line: string, isAtom: boolean): ReadItem {
  const fields = line.split('\t');
  const [seconds, title, link, content, contentType, id, author, , category] = fields;
  if (title === undefined || link === undefined) throw new Error(`sfeed writes too few fields: ${line}`);
  const categories = category ? category.split('|') : [];
  const text = unescapeField(content ?? '');
  return {
    ...(id ? { id } : {}),
    title,
    link,
    publishedAt: readDate(seconds ? Number(seconds) * 1000 : undefined, 'sfeed', title),
    authors: author ? [author] : [],
    ...(isAtom ? { terms: categories } : { categories }),
    text: contentType === 'html' ? wordsOf(text) : foldSpaces(text),
    html: text,
  };
}

/** sfeed(5): in the content, TAB, newline and backslash are written with a backslash. */
function unescapeField(field: string): string {
  const written: Record<string, string> = { n: '\n', t: '\t', '\\': '\\' };
  return field.replace(/\\([nt\\])/g, (whole, letter: string) => written[letter] ?? whole);
}
