import type { Article } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import { matchKey } from '../text/match-key.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import type { Finding, Passage } from './lint-passages.ts';

/** Characters that a headline may have, by those who show it (ARABIC.md §6). */
const titleLimits = [
  { name: 'MSN', least: 20, most: 150 },
  { name: 'Apple News', least: 15, most: 60 },
  { name: 'Google', least: 0, most: 110 },
] as const;

/** Sites that the list of agencies doesn't hold; as matchKey. */
const siteNames = new Set(
  'العربية|العربية نت|الجزيرة نت|الجزيرة مباشر|سكاي نيوز عربية|بي بي سي|بي بي سي عربي|بي بي سي نيوز عربي|BBC|BBC Arabic|BBC News عربي|CNN|CNN بالعربية|سي إن إن|RT|RT Arabic|روسيا اليوم|فرانس 24|فرانس24|يورونيوز|دويتشه فيله|DW|DW عربية|مونت كارلو الدولية|الميادين|الحدث|قناة الحدث|اليوم السابع|اليوم7|المصري اليوم|الأهرام|بوابة الأهرام|القدس العربي|العربي الجديد|عربي21|رأي اليوم|إيلاف|هسبريس|النهار العربي|إندبندنت عربية|الخليج أونلاين|نون بوست|ويكيبيديا|يوتيوب|YouTube|فيسبوك|Facebook'
    .split('|')
    .map(matchKey),
);
/** As matchKey; for what stands behind the headline, since `موقع الحادث` or `صحيفة سوابق` may open one. */
const siteShape =
  /^(?:وكاله (?:ال)?انباء|صحيفه|جريده|قناه|اذاعه|بوابه) \S+(?: \S+){0,2}$|^(?:\S+ ){1,3}(?:نيوز|برس|اونلاين|الاخباريه|الاخباري|تي في|news|press|tv|online)$|^\S+ (?:com|net|org)$/;
/** Canals, which begin as channels do. */
const noSite = /^قناه (?:السويس|بنما)(?: |$)/;
const maxNameLength = 40;
const parting = /\s(?:[|｜–—-]|::)\s/;

const urgentWord = /عاجل|BREAKING|URGENT/i;
const urgentMarks =
  /#(?:عاجل|BREAKING|URGENT)(?![\p{L}\p{N}_])|[🔴🚨]|(?:^|[|/\-–—:!.،»"]\s*|[([])(?:خبر )?(?:عاجل|BREAKING(?: NEWS)?|URGENT)(?=\s*(?:[|:/!–—،)\]]|-\s|$))/gimu;
const scanLength = 400;

/** What is doubtful in the headline itself. */
export function lintTitle(article: Article, channel: Channel): readonly Finding[] {
  const passage: Passage = { text: article.title, group: 0 };
  const name = findSiteName(article, channel);
  return [
    ...(name === undefined ? [] : [{ code: 'site_name_in_title', passage, words: [name] } as const]),
    ...lintLength(article, channel, passage),
    ...lintBreaking(article),
  ];
}

/** In front of the headline or behind it, parted by a bar or a dash with spaces round it. */
function findSiteName(article: Article, channel: Channel): string | undefined {
  if (!parting.test(article.title)) return undefined;
  const parts = article.title.split(parting).map((part) => part.trim());
  const { agencies } = lexiconOf(channel);
  const own = [channel.title, ...(article.source === undefined ? [] : [article.source])].map(matchKey);
  const isName = (part: string | undefined, isLast: boolean) =>
    part !== undefined && part.length <= maxNameLength && isSiteName(matchKey(part), own, isLast, agencies);
  if (isName(parts.at(-1), true)) return parts.at(-1);
  return isName(parts[0], false) ? parts[0] : undefined;
}

function isSiteName(
  key: string,
  own: readonly string[],
  isLast: boolean,
  agencies: Lexicon['agencies'],
): boolean {
  if (own.includes(key) || siteNames.has(key) || agencies.has(key)) return key !== '';
  return isLast && siteShape.test(key) && !noSite.test(key);
}

function lintLength({ title }: Article, { language }: Channel, passage: Passage): readonly Finding[] {
  const length = [...title].length;
  const exceeded = titleLimits
    .filter(({ least, most }) => length < least || length > most)
    .map(({ name, least, most }) => `${name} (${least === 0 ? `≤ ${most}` : `${least}–${most}`})`);
  if (exceeded.length === 0) return [];
  const comma = language.startsWith('ar') ? '، ' : ', ';
  return [{ code: 'title_length', passage, words: [String(length), exceeded.join(comma)] }];
}

/** Marks of urgency that recognition left in the title, or more than one up to its end. */
function lintBreaking(article: Article): readonly Finding[] {
  if (!urgentWord.test(article.title) && !article.breaking) return [];
  const inTitle = countMarks(article.title);
  const head = headOf(article);
  if (inTitle < 2 && countMarks(head) < 2) return [];
  const text = inTitle > 0 ? article.title : head;
  return [{ code: 'repeated_breaking', passage: { text, group: 0 }, words: [text.replace(/\s+/g, ' ')] }];
}

function countMarks(text: string): number {
  const words = text.slice(0, scanLength).match(urgentMarks) ?? [];
  // The light beside the word is one mark with it.
  return words.filter((word) => urgentWord.test(word)).length || Math.min(words.length, 1);
}

/** From the first line to the headline. */
function headOf({ normalisation, title }: Article): string {
  const start = normalisation.text.slice(0, scanLength).trimStart();
  const titleStart = start.indexOf(title);
  return titleStart < 0 ? (start.split('\n', 1)[0] ?? '') : start.slice(0, titleStart + title.length);
}
