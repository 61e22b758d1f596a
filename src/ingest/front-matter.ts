import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Warning } from '../domain/article.ts';
import { NashraError } from '../domain/errors.ts';
import type { MediaReference } from '../domain/media.ts';
import { type Sentence, sentenceIn } from '../domain/sentence.ts';
import { matchKey } from '../text/match-key.ts';
import { parseFlag } from './flag.ts';
import type { DeclaredFacts } from './manuscript.ts';
import { refusal, warning } from './messages.ts';

export interface FrontMatter {
  readonly facts: DeclaredFacts;
  readonly media: readonly MediaReference[];
  readonly warnings: readonly Warning[];
  /** What follows the front matter; the whole text where there is none. */
  readonly body: string;
}

/** A line of `---`, a line that begins with a name and a colon, and a line of `---` or `...` that closes. */
const fenced =
  /^\uFEFF?---[ \t]*\r?\n((?:[ \t]*(?:#[^\n]*)?\r?\n)*[^\s:#\-[{|>][^:\n]{0,60}:(?:[ \t\r\n][\s\S]*?)?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const maxLength = 65_536;
/** No front matter has as many, and a parser of YAML goes down one step for each. */
const maxBrackets = 1000;

type FieldName = keyof DeclaredFacts | 'image' | 'draft' | 'ignored';

const names: Readonly<Record<FieldName, readonly string[]>> = {
  id: ['id', 'guid', 'المعرف'],
  title: ['title', 'headline', 'العنوان'],
  subtitle: ['subtitle', 'العنوان الفرعي'],
  summary: ['summary', 'description', 'excerpt', 'الملخص', 'الوصف'],
  section: ['section', 'category', 'categories', 'القسم', 'التصنيف'],
  source: ['source', 'المصدر', 'الوكالة'],
  authors: ['author', 'authors', 'byline', 'الكاتب', 'الكاتبة', 'الكتاب', 'المؤلف', 'بقلم'],
  dateline: ['dateline', 'المكان'],
  tags: ['tags', 'keywords', 'الوسوم', 'الكلمات المفتاحية'],
  publishAt: ['publishat', 'publish_at', 'embargo', 'موعد النشر', 'محظور حتى'],
  expiresAt: ['expires', 'expiresat', 'expires_at', 'expirydate', 'تاريخ الانتهاء', 'صالح للنشر حتى'],
  corrections: ['correction', 'corrections', 'تصحيح', 'تصويب'],
  withdrawal: ['withdrawn', 'retracted', 'سبب السحب', 'سحب الخبر'],
  isSilent: ['silent', 'تعديل صامت'],
  published: ['date', 'published', 'publishdate', 'التاريخ', 'تاريخ النشر'],
  language: ['lang', 'language', 'اللغة'],
  breaking: ['breaking', 'urgent', 'عاجل'],
  image: ['image', 'cover', 'thumbnail', 'الصورة'],
  draft: ['draft', 'مسودة'],
  // What site builders need and an article does not.
  ignored: ['layout', 'slug', 'permalink', 'aliases', 'weight', 'type'],
};
const fields: ReadonlyMap<string, FieldName> = new Map(
  Object.entries(names).flatMap(([field, list]) => list.map((name) => [matchKey(name), field as FieldName])),
);

const faults = {
  syntax: {
    ar: 'الترويسة التي بين سطري --- ليست YAML سليمًا؛ اكتب كل معلومة في سطر: اسم ثم نقطتان ثم مسافة ثم القيمة، وضع القيمة التي فيها نقطتان بين علامتي تنصيص.',
    en: 'The front matter between the lines of --- is no sound YAML; write a line for each fact: a name, a colon, a space and the value, in quotation marks if a colon is in it.',
  },
  aliases: {
    ar: 'في الترويسة إحالات (& أو *)، وهي غير مقبولة؛ اكتب القيمة نفسها.',
    en: 'The front matter has references (& or *), which are not accepted; write the value itself.',
  },
  tag: {
    ar: 'في الترويسة وسم نوع يبدأ بعلامة !، وهو غير مقبول؛ احذفه واترك القيمة.',
    en: 'The front matter has a type that begins with !, which is not accepted; remove it and leave the value.',
  },
  text: {
    ar: 'قيمة «{}» في الترويسة يجب أن تكون نصًا واحدًا.',
    en: 'The value of “{}” in the front matter must be a single text.',
  },
  list: {
    ar: 'قيمة «{}» في الترويسة يجب أن تكون نصًا أو قائمة نصوص.',
    en: 'The value of “{}” in the front matter must be a text or a list of texts.',
  },
  flag: {
    ar: 'قيمة «{}» في الترويسة يجب أن تكون true أو false، أو نعم أو لا.',
    en: 'The value of “{}” in the front matter must be true or false.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;

type Raise = (fault: keyof typeof faults, at: number, name?: string) => never;

/**
 * Facts from the lines of YAML that open a text, and what follows them. A rule at the top of a text is none, nor are
 * fences round lines without a name. Values are texts, whatever YAML would make of them: a date stays as written.
 * Throws `front_matter_invalid`, with the line, and `article_draft`.
 */
export function splitFrontMatter(text: string, language: string): FrontMatter {
  const match = fenced.exec(text.slice(0, maxLength));
  const source = match?.[1];
  if (match === null || source === undefined) return { facts: {}, media: [], warnings: [], body: text };
  const lines = new LineCounter();
  // The fence is the first line; before the parser has counted there is no other.
  const lineAt = (offset: number) => (offset === 0 ? 2 : lines.linePos(offset).line + 1);
  const raise: Raise = (fault, at, name = '') => {
    const message = sentenceIn(language, faults[fault]).replace('{}', () => name);
    throw new NashraError('front_matter_invalid', message, { line: lineAt(at) });
  };
  if (source.split(/[[{]/, maxBrackets + 2).length > maxBrackets + 1) raise('syntax', 0);
  const document = parseDocument(source, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  for (const { code, pos } of [...document.errors, ...document.warnings])
    raise(code === 'TAG_RESOLVE_FAILED' ? 'tag' : 'syntax', pos[0]);
  visit(document, (_, node) => {
    if (isAlias(node) || (isScalar(node) && node.anchor) || ((isMap(node) || isSeq(node)) && node.anchor))
      raise('aliases', node.range?.[0] ?? 0);
  });
  const map = document.contents;
  if (!isMap(map)) return raise('syntax', 0);
  const found: Found = { facts: {}, media: [], warnings: [] };
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const at = (key as Node | null)?.range?.[0] ?? 0;
    const field = fields.get(matchKey(name));
    if (field === undefined)
      found.warnings.push(warning('front_matter_key_unknown', language, lineAt(at), name));
    else readField(field, { value: value as Node | null, refuse: (fault) => raise(fault, at, name) }, found);
    if (field === 'draft' && found.isDraft === true)
      throw refusal('article_draft', language, { line: lineAt(at) });
  }
  return {
    facts: found.facts,
    media: found.media,
    warnings: found.warnings,
    body: text.slice(match[0].length),
  };
}

interface Found {
  facts: DeclaredFacts;
  readonly media: MediaReference[];
  readonly warnings: Warning[];
  isDraft?: boolean;
}

interface Value {
  readonly value: Node | null;
  readonly refuse: (fault: keyof typeof faults) => never;
}

/** Of two names for one field the first is believed. */
function readField(field: FieldName, value: Value, found: Found): void {
  const add = (facts: DeclaredFacts) => {
    found.facts = { ...facts, ...found.facts };
  };
  switch (field) {
    case 'ignored':
      return;
    case 'draft':
      found.isDraft = readFlag(value);
      return;
    case 'breaking':
    case 'isSilent':
      add({ [field]: readFlag(value) });
      return;
    case 'corrections': {
      const corrections = readList(value);
      if (corrections.length > 0) add({ corrections });
      return;
    }
    case 'authors':
    case 'tags': {
      const list = readList(value).flatMap((text) => splitNames(text));
      if (list.length > 0) add({ [field]: list });
      return;
    }
    case 'image': {
      const address = readList(value)[0];
      if (address !== undefined) found.media.push({ address });
      return;
    }
    case 'section': {
      const section = readList(value)[0];
      if (section !== undefined) add({ section });
      return;
    }
    default: {
      const text = readText(value);
      if (text !== undefined) add({ [field]: text });
    }
  }
}

function readText({ value, refuse }: Value): string | undefined {
  if (value === null) return undefined;
  if (!isScalar(value)) return refuse('text');
  const text = String(value.value ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? undefined : text;
}

/** A text, a list of texts, or of maps with a `name` or an address, as site builders write people and pictures. */
function readList({ value, refuse }: Value): readonly string[] {
  const nodes = isSeq(value) ? value.items : [value];
  return nodes.flatMap((node) => {
    const inner = isMap(node)
      ? ['name', 'الاسم', 'url', 'src', 'path']
          .map((key) => node.get(key, true))
          .find((one) => one !== undefined)
      : node;
    if (inner === undefined || isSeq(inner) || isMap(inner)) return refuse('list');
    const text = readText({ value: inner as Node | null, refuse });
    return text === undefined ? [] : [text];
  });
}

function splitNames(text: string): readonly string[] {
  return text
    .split(/[،,؛;]/)
    .map((name) => name.replace(/^[\s#]+/, '').trim())
    .filter((name) => name !== '');
}

function readFlag({ value, refuse }: Value): boolean {
  const flag = isScalar(value) || value === null ? parseFlag(String(value?.value ?? '')) : undefined;
  return flag ?? refuse('flag');
}
