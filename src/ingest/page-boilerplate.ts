import { matchKey } from '../text/match-key.ts';
import type { DomDocument, DomElement } from './dom.ts';
import { shippedLexicon } from './lexicon.ts';

/** Elements that hold no part of an article, by what they are. */
const neverText =
  'title, meta, link, nav, button, input, textarea, dialog, select, [role=navigation], [role=complementary], [role=banner], [role=contentinfo], [role=search], [role=dialog], [role=alertdialog], [role=menu], ins.adsbygoogle, amp-ad, amp-social-share, amp-sidebar, amp-consent, amp-analytics, amp-auto-ads, amp-user-notification';
/** Words of class names and ids, by which content systems and their extensions name what stands round an article. */
const boilerplateWords = new Set(
  `share shares sharing sharer shareaholic sharedaddy addtoany addthis social socials related relatedposts recommended
  recommendations comments comment respond disqus newsletter subscribe subscription mailchimp cookie cookies consent gdpr
  breadcrumb breadcrumbs sidebar advert advertisement advertising ads adsense adbox banner promo promotion popup modal
  outbrain taboola mgid mostread trending toolbar sponsored authorbox skiplink readmore
  readalso alsoread seealso morenews morestories nextpost prevpost postnav pagination`.split(/\s+/),
);
/** Two words that mean it together. */
const boilerplatePairs =
  /\b(?:most[-_ ]read|most[-_ ]viewed|author[-_ ](?:box|bio|info)|read[-_ ](?:more|also)|see[-_ ]also|also[-_ ]read|more[-_ ](?:news|stories|articles|from)|skip[-_ ]link|post[-_ ]nav(?:igation)?|nav[-_ ]links|post[-_ ]tags|tag[-_ ]links|entry[-_ ]footer|blog[-_ ]pager|item[-_ ]control|post[-_ ]share|live[-_ ]blog[-_ ]nav)\b/i;
const named = '[class], [id]';
const articleInside = 'article, main, [itemprop=articleBody]';
/** What holds so much of the page's text is round the article, whatever its name. */
const maxShare = 0.4;
const headingLike = 'p, div, h2, h3, h4, h5, h6, strong, b, span, section, ul';
const maxHeadingLength = 400;
const leastLinkShare = 0.6;

/** Takes away what stands on the page and is no part of its article: sharing, related links, comments, notices. */
export function removeBoilerplate(document: DomDocument): void {
  const { body } = document;
  for (const element of Array.from(body.querySelectorAll(neverText))) element.remove();
  const pageLength = lengthOf(body);
  for (const element of Array.from(body.querySelectorAll(named)))
    if (isBoilerplate(element, pageLength)) element.remove();
  for (const element of Array.from(body.querySelectorAll(headingLike))) removeRelated(element);
}

function isBoilerplate(element: DomElement, pageLength: number): boolean {
  if (['html', 'body', 'article', 'main'].includes(element.localName)) return false;
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  if (!isBoilerplateName(names)) return false;
  if (element.querySelector(articleInside) !== null) return false;
  return lengthOf(element) <= pageLength * maxShare;
}

function isBoilerplateName(names: string): boolean {
  if (boilerplatePairs.test(names)) return true;
  return names
    .replace(/([a-z])(?=[A-Z])/g, '$1-')
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => boilerplateWords.has(word));
}

/** «اقرأ أيضا: …» with links in its own paragraph, or as a heading with links under it. */
function removeRelated(element: DomElement): void {
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  if (text === '' || text.length > maxHeadingLength || element.parentNode === null) return;
  if (shippedLexicon.headings.get(matchKey(text)) === 'related') {
    const next = element.nextElementSibling ?? (element.parentNode as DomElement).nextElementSibling;
    if (next !== null && linkShare(next) >= leastLinkShare) next.remove();
    element.remove();
    return;
  }
  const opening = /^[^:：|–-]{3,30}(?=\s*[:：|–-])/.exec(text)?.[0];
  if (opening === undefined || shippedLexicon.headings.get(matchKey(opening)) !== 'related') return;
  if (linkShare(element) >= leastLinkShare) element.remove();
}

function linkShare(element: DomElement): number {
  const length = lengthOf(element);
  const links = Array.from(element.querySelectorAll('a')).reduce((sum, link) => sum + lengthOf(link), 0);
  return length === 0 ? 0 : links / length;
}

function lengthOf(element: DomElement): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim().length;
}
