import { type Sentence, sentenceIn } from '../../domain/sentence.ts';

const sentences = {
  key: { ar: 'المفتاح', en: 'Key' },
  id: { ar: 'المعرّف', en: 'Id' },
  channel: { ar: 'القناة', en: 'Channel' },
  state: { ar: 'الحالة', en: 'State' },
  scheduled: { ar: 'تنتظر موعدها', en: 'scheduled' },
  published: { ar: 'منشورة', en: 'published' },
  withdrawn: { ar: 'مسحوبة', en: 'withdrawn' },
  expired: { ar: 'انتهت مدتها', en: 'expired' },
  url: { ar: 'الصفحة', en: 'Page' },
  title: { ar: 'العنوان', en: 'Title' },
  summary: { ar: 'الملخص', en: 'Summary' },
  section: { ar: 'القسم', en: 'Section' },
  source: { ar: 'المصدر', en: 'Source' },
  authors: { ar: 'الكتّاب', en: 'Authors' },
  tags: { ar: 'الوسوم', en: 'Tags' },
  language: { ar: 'اللغة', en: 'Language' },
  dateline: { ar: 'المكان', en: 'Dateline' },
  breaking: { ar: 'عاجل', en: 'Breaking' },
  publishedAt: { ar: 'نُشرت', en: 'Published' },
  updatedAt: { ar: 'حُدّثت', en: 'Updated' },
  publishAt: { ar: 'موعد النشر', en: 'To be published' },
  expiresAt: { ar: 'ينتهي نشرها', en: 'Published until' },
  endedAt: { ar: 'أُزيلت', en: 'Taken away' },
  reason: { ar: 'السبب', en: 'Reason' },
  correction: { ar: 'تصحيح', en: 'Correction' },
  media: { ar: 'الصور والوسائط', en: 'Media' },
  paths: { ar: 'الملف', en: 'File' },
  copies: { ar: 'نسخة منه', en: 'Copy' },
  externalIds: { ar: 'المعرّف الخارجي', en: 'External id' },
  revision: { ar: 'المراجعة', en: 'Revision' },
  publish: { ar: 'نشر', en: 'published' },
  update: { ar: 'تحديث', en: 'updated' },
  correct: { ar: 'تصحيح', en: 'corrected' },
  fix: { ar: 'تعديل صامت', en: 'silently changed' },
  withdraw: { ar: 'سحب', en: 'withdrawn' },
  expire: { ar: 'انتهاء المدة', en: 'expired' },
  schedule: { ar: 'تغيير لا يراه القراء', en: 'changed unseen by readers' },
  textOf: { ar: 'النص', en: 'Text' },
  mediaAdded: { ar: 'أُضيف', en: 'Added' },
  mediaRemoved: { ar: 'أُزيل', en: 'Removed' },
  withdrawnNow: { ar: 'سُحبت المادة', en: 'The story is withdrawn' },
  neverSeen: {
    ar: 'لم تكن منشورة، فلم يرها أحد ولا أثر لها في الخلاصات.',
    en: 'It was not published: nobody saw it, and the feeds know nothing of it.',
  },
  stoodIn: { ar: 'كانت في هذه الوثائق', en: 'It stood in these documents' },
  gone: { ar: 'جوابها الآن 410', en: 'answers 410 now' },
  movedTo: { ar: 'صار عنوانها', en: 'is now' },
  unchangedTag: { ar: 'لم يتغير مُثبِت الوثيقة!', en: 'the validator is the same!' },
  stillThere: { ar: 'ما زالت فيها!', en: 'it is still there!' },
  clean: {
    ar: 'بُحث عن المفتاح في كل وثيقة بعد السحب، فلم يوجد إلا في شاهد الحذف.',
    en: 'Every document was searched for the key afterwards: it is nowhere but in the tombstone.',
  },
  notClean: {
    ar: 'ما زالت المادة في بعض الوثائق، أو لم يتغير مُثبتها؛ أبلغ من يشغّل الخادم.',
    en: 'The story is still in some documents, or a validator has not moved; tell whoever runs the server.',
  },
  tombstone: { ar: 'شاهد الحذف (RFC 6721)', en: 'Tombstone (RFC 6721)' },
  mediaGone: { ar: 'لم تعد متاحة', en: 'no longer served' },
  mediaKept: { ar: 'تعرضها مادة أخرى', en: 'shown by another story' },
  purge: { ar: 'ليُمسح من كل ذاكرة وسيطة', en: 'To be purged from every cache in front' },
  corrected: { ar: 'أُضيف التصحيح', en: 'The correction is added' },
  rescheduled: { ar: 'حُفظ الموعد', en: 'The time is kept' },
  republished: { ar: 'نُشرت مادةً جديدة', en: 'Published as a new story' },
  colon: { ar: ': ', en: ': ' },
  comma: { ar: '، ', en: ', ' },
} as const satisfies Readonly<Record<string, Sentence>>;

/** What commands about items say to editors. */
export type ItemWords = Readonly<Record<keyof typeof sentences, string>>;

export function itemWordsIn(language: string): ItemWords {
  const words = Object.entries(sentences).map(([name, sentence]) => [name, sentenceIn(language, sentence)]);
  return Object.fromEntries(words) as ItemWords;
}
