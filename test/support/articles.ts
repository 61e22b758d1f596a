const subjects = [
  'افتتاح جسر المشاة',
  'توسعة الميناء القديم',
  'موسم قطاف الورد',
  'ترميم مكتبة البلدية',
  'مهرجان الطائرات الورقية',
  'حملة تنظيف الوادي',
  'خط الحافلات الليلية',
  'معرض الخط العربي',
];

/** A headline of its own for every number. */
export function headline(number: number): string {
  return `${subjects[number % subjects.length]} في الحي ${number} يجمع السكان`;
}

/** A plain article, headline and body, that differs visibly by number and by version. */
export function articleText(number: number, version = 1): string {
  const title = version === 1 ? headline(number) : `${headline(number)} للمرة ${version}`;
  return [
    title,
    '',
    `شهد الحي رقم ${number} صباح اليوم نشاطًا لافتًا شارك فيه ${number + 40} متطوعًا من الجمعيات الأهلية.`,
    '',
    `وقال المنظمون إن الصيغة ${version} من البرنامج تمتد أسبوعين، وإن الدعوة مفتوحة لجميع الأهالي.`,
    '',
  ].join('\n');
}
