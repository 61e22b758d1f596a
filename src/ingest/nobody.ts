import { matchKey } from '../text/match-key.ts';

/** Accounts of content systems and desks. */
const accounts = new Set(
  [
    'admin',
    'administrator',
    'editor',
    'webmaster',
    'root',
    'user',
    'unknown',
    'noreply',
    'المحرر',
    'ادارة الموقع',
    'مدير الموقع',
    'هيئة التحرير',
    'فريق التحرير',
    'مشرف',
  ].map(matchKey),
);

/** Whether a name that a system gives for an author's is no person's: an account, an address, or nothing. */
export function isNobody(name: string): boolean {
  const key = matchKey(name);
  return key === '' || accounts.has(key) || /^https?:|^[/@]|[@/]\S*\.\S/i.test(name);
}
