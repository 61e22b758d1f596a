const maxLength = 200;
const address = /(?:https?:\/\/)?(?:t\.me|wa\.me|telegram\.me|chat\.whatsapp\.com|fb\.me|bit\.ly)\/\S+/i;
const maxWordsBesideAddress = 14;
const phrases =
  /^(?:[^\p{L}]{0,6})(?:للاشتراك\s+(?:في\s+(?:قنا|نشر|خدم|القنا|النشر|الخدم)|بقنا|ب?النشرة)|تابعونا|تابعنا|تابعوا\s+(?:قنا|صفح|حساب|آخر)|انضموا?\s+(?:إلى|الى|ل)\s*(?:قنا|مجموع|صفح|القنا|نشرت)|انضم\s+(?:إلى|الى)\s+(?:قنا|مجموع)|اشتركوا?\s+في\s+(?:قنا|نشر|القنا|النشر)|حمّ?لوا?\s+تطبيق|all rights reserved|follow us)/iu;
const rights = /(?:جميع|كافة|كل)\s+الحقوق\s+محفوظة/;
const maxRightsLength = 90;

/** Words of the publisher about the publisher: invitations to follow, rights, channel addresses. */
export function isBoilerplate(line: string): boolean {
  if (line.length > maxLength) return false;
  if (phrases.test(line) || (line.length <= maxRightsLength && rights.test(line))) return true;
  return address.test(line) && line.replace(address, '').split(/\s+/).length <= maxWordsBesideAddress;
}
