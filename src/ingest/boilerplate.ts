import { matchKey } from '../text/match-key.ts';
import { type Lexicon, newsVerbs } from './lexicon.ts';

const maxLength = 200;
const address = /(?:https?:\/\/)?(?:t\.me|wa\.me|telegram\.me|chat\.whatsapp\.com|fb\.me|bit\.ly)\/\S+/i;
const maxWordsBesideAddress = 6;
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
  const hasAddress = address.test(line);
  if (verb.test(line) && (hasAddress || ownChannel.test(line))) return true;
  return hasAddress && wordsBesideAddress(line).length <= maxWordsBesideAddress;
}

/** Opens with words that only the publisher says. */
function isInvitation(line: string, { boilerplate }: Lexicon): boolean {
  const words = matchKey(line).split(' ');
  return words.some((_, index) => boilerplate.has(words.slice(0, index + 1).join(' ')));
}

/** What a journalist wrote: it tells news, or it is long enough and ends as a sentence does. */
function isSentence(line: string): boolean {
  const words = wordsBesideAddress(line);
  return (
    words.some((word) => newsVerbs.has(matchKey(word))) ||
    (words.length > maxWordsOfNoSentence && sentenceEnd.test(line))
  );
}

function wordsBesideAddress(line: string): readonly string[] {
  return line
    .replace(address, '')
    .split(/\s+/)
    .filter((word) => matchKey(word) !== '');
}
