import { type Article, keyPointsOf } from '../domain/article.ts';
import { formatWrittenDate } from '../text/dates.ts';
import type { CheckOutcome } from './report.ts';

const kindNames: Readonly<Record<string, string>> = {
  body: 'المتن',
  keyPoints: 'النقاط الرئيسية',
  analysis: 'تحليل',
  background: 'خلفية',
  quotes: 'تصريحات',
  numbers: 'أرقام',
  related: 'مواد ذات صلة (خارج الخبر)',
  list: 'قائمة',
  other: 'قسم',
};

const ruleNames: Readonly<Record<string, string>> = {
  mojibake: 'ترميز مفسد أُصلح',
  line_breaks: 'فواصل أسطر وُحّدت',
  illegal_characters: 'محارف لا تصلح للنشر أزيلت',
  lone_surrogates: 'محارف ناقصة استُبدلت',
  bidi_overrides: 'محارف تقلب الاتجاه أزيلت',
  invisible_characters: 'محارف خفية أزيلت',
  presentation_forms: 'أشكال حروف أُعيدت إلى أصلها',
  nfc: 'حروف مفككة رُكّبت',
  spaces: 'مسافات وُحّدت',
  tatweel: 'تطويل داخل الكلمات أزيل',
  persian_letters: 'حروف من لوحة فارسية عُرّبت',
  digit_glue: 'كلمة فُصلت عن رقم',
  space_before_punctuation: 'مسافة قبل علامة ترقيم أزيلت',
  space_after_punctuation: 'مسافة بعد علامة ترقيم أضيفت',
};

const absent = '—';

/** The report of `nashra check` for an editor: plain text in Arabic, one fact a line. */
export function formatReport(outcome: CheckOutcome): string {
  if (outcome.status === 'accepted') return acceptedLines(outcome.article).join('\n');
  const { message, line, code } = outcome.error;
  return `مرفوض: ${message}${line === undefined ? '' : ` (السطر ${line})`} [${code}]`;
}

function acceptedLines(article: Article): readonly string[] {
  return [
    `مقبول${article.breaking ? '، عاجل' : ''}`,
    `العنوان: ${article.title}${article.titleOrigin === 'derived' ? ' (مشتق)' : ''}`,
    `الملخص: ${article.summary}`,
    `القسم: ${article.section ?? absent}`,
    `المصدر: ${article.source ?? absent}`,
    `الكاتب: ${article.authors.join('، ') || absent}`,
    `المكان: ${article.dateline ?? absent}`,
    `التاريخ: ${article.stated === undefined ? 'غير مذكور في النص' : formatWrittenDate(article.stated)}`,
    `اللغة: ${article.language}`,
    ...list('النقاط الرئيسية', keyPointsOf(article)),
    ...list('الأقسام', article.sections.map(sectionLine)),
    ...list(
      'ما غُيّر',
      article.changes.map(({ rule, count, examples }) => changeLine(rule, count, examples)),
    ),
    ...list(
      'للمراجعة',
      article.warnings.map(({ message, line }) =>
        line === undefined ? message : `السطر ${line}: ${message}`,
      ),
    ),
  ];
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${title}:`, ...items.map((item) => `  - ${item}`)];
}

function sectionLine({ kind, heading, blocks }: Article['sections'][number]): string {
  const paragraphs = blocks.filter((block) => block.kind !== 'list').length;
  const items = blocks.reduce((count, block) => count + (block.kind === 'list' ? block.items.length : 0), 0);
  const sizes = [
    ...(paragraphs > 0 ? [`الفقرات: ${paragraphs}`] : []),
    ...(items > 0 ? [`البنود: ${items}`] : []),
  ];
  return `${heading ?? kindNames[kind] ?? kind} (${sizes.join('، ')})`;
}

function changeLine(rule: string, count: number, examples: readonly string[]): string {
  const shown = examples.length === 0 ? '' : `، مثل: ${examples.join('؛ ')}`;
  return `${ruleNames[rule] ?? rule} (${count})${shown}`;
}
