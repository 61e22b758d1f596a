import { matchKey } from '../text/match-key.ts';
import { type Lexicon, newsVerbs } from './lexicon.ts';

const maxLength = 200;
const address =
  /(?:https?:\/\/)?(?:t\.me|wa\.me|telegram\.me|chat\.whatsapp\.com|whatsapp\.com\/channel|fb\.me|bit\.ly)\/\S+/i;
const maxWordsBesideAddress = 6;
/** The page of somebody in a network, not one of its posts, which may be what the news is about. */
const profile =
  /(?:https?:\/\/)?(?:www\.|m\.)?(?:(?:twitter|x|facebook|instagram|tiktok|youtube|linkedin|snapchat)\.com|threads\.net)\/(?:@|(?:c|channel|user|company|in|add|pages)\/)?(?!(?:watch|shorts|hashtag|search|share|photo|reel|status|i|p)\b)[\w.%-]+\/?(?:\?\S*)?(?=\s|$)/i;
const maxWordsBesideProfile = 3;
/** `@name` alone, or after a label or the name of a network; several may follow one another. */
const handles =
  /^(?:[^\p{L}@]*|[^@:]{0,30}:\s*|[^\p{L}@]*(?:تويتر|إكس|منصة إكس|فيس ?بوك|[إا]نستغرام|[إا]نستجرام|تل[يغ]+رام|تيك توك|سناب شات|يوتيوب|twitter|x|facebook|instagram|telegram|tiktok|snapchat)\s*)@[A-Za-z][\w.]{2,31}(?:[\s|/،,•-]+@[A-Za-z][\w.]{2,31}){0,5}$/iu;
const contact =
  /(?<![\p{L}\p{N}])(?:\+|00)?[\p{Nd}][\p{Nd} ()./-]{5,18}\p{Nd}(?![\p{L}\p{N}])|[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3}/gu;
/** All that stands beside a telephone number or a mail address of the newsroom. */
const contactWords: ReadonlySet<string> = new Set(
  `هاتف|الهاتف|تلفون|تليفون|ت|جوال|موبايل|محمول|خلوي|فاكس|واتساب|واتس|اب|للتواصل|للاتصال|للاستفسار|للمراسلة|للإعلان|للإعلانات|
الإعلان|الإعلانات|لإعلاناتكم|راسلونا|اتصل|اتصلوا|تواصل|تواصلوا|معنا|بنا|لدينا|مع|التحرير|إدارة|قسم|هيئة|عبر|على|رقم|الرقم|أو|و|
البريد|بريد|الإلكتروني|إيميل|ايميل|tel|phone|fax|mobile|whatsapp|contact|us|email|e|mail`
    .split('|')
    .map(matchKey),
);
/** These are also verbs of the past, so the line must name the publisher's own channel or a network. */
const verb = /^[^\p{L}]{0,6}(?:تابعوا|انضموا?|اشتركوا?|حمّ?لوا?)\s/u;
const ownChannel =
  /(?:قنا[تة]|صفح[تة]|حساب|موقع|نشر[تة]|مجموع[تة]|تطبيق)نا(?!\p{L})|تل[يغ]+رام|وات\s?س[اآ]ب/u;
const rights = /^[^\p{L}]{0,6}(?:جميع|كافة|كل)\s+الحقوق\s+محفوظة|^(?=.*[©®]).*الحقوق\s+محفوظة/u;
const maxRightsLength = 90;
const sentenceEnd = /[.؟!۔]["»”’)]*$/;
const maxWordsOfNoSentence = 6;

/** Words of the publisher about the publisher: invitations to follow, rights, channel addresses. */
export function isBoilerplate(line: string, lexicon: Lexicon): boolean {
  if (line.length > maxLength || isSentence(line)) return false;
  if (isInvitation(line, lexicon) || (line.length <= maxRightsLength && rights.test(line))) return true;
  if ((line.includes('@') && handles.test(line)) || isContact(line)) return true;
  if (line.includes('/') && profile.test(line) && wordsBeside(profile, line).length <= maxWordsBesideProfile)
    return true;
  const hasAddress = address.test(line);
  if (verb.test(line) && (hasAddress || ownChannel.test(line))) return true;
  return hasAddress && wordsBeside(address, line).length <= maxWordsBesideAddress;
}

/** Opens with words that only the publisher says. */
function isInvitation(line: string, { boilerplate }: Lexicon): boolean {
  const words = matchKey(line).split(' ');
  return words.some((_, index) => boilerplate.has(words.slice(0, index + 1).join(' ')));
}

/** What a journalist wrote: it tells news, or it is long enough and ends as a sentence does. */
function isSentence(line: string): boolean {
  const words = wordsBeside(address, line);
  return (
    words.some((word) => newsVerbs.has(matchKey(word))) ||
    (words.length > maxWordsOfNoSentence && sentenceEnd.test(line))
  );
}

/** Numbers and mail addresses with nothing beside them but words that say so. */
function isContact(line: string): boolean {
  const rest = /[\p{Nd}@]/u.test(line) ? line.replace(contact, ' ') : line;
  if (rest === line) return false;
  const words = matchKey(rest).split(' ');
  return words.some((word) => word !== '') && words.every((word) => contactWords.has(word));
}

function wordsBeside(what: RegExp, line: string): readonly string[] {
  return line
    .replace(what, '')
    .split(/\s+/)
    .filter((word) => matchKey(word) !== '');
}
