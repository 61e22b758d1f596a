/** A story of an Arabic desk with a headline of its own, by lines that stand above it and words that end it. */
export function storyText(
  headline: string,
  {
    fields = [],
    ending = 'وقال المنظمون إن الدعوة عامة.',
  }: { fields?: readonly string[]; ending?: string } = {},
): string {
  return [
    `العنوان: ${headline}`,
    'القسم: اقتصاد',
    'الكاتب: نادين خوري',
    'الوسوم: جسور، نقل',
    'المصدر: وكالة نوارس',
    ...fields,
    '',
    `أعلنت البلدية أن «${headline}» هو حدث هذا الأسبوع، وأن السكان مدعوون إليه.`,
    ending,
    '',
  ].join('\n');
}
