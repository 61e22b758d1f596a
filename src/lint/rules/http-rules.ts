import { errorRule, type Rule, warningRule } from './rule.ts';

/** What was answered where an address was fetched. */
export const httpRules = {
  http_status: errorRule(
    'لم يُجب الخادم بخلاصة: رمز الحالة ليس 200.',
    'The server answered with no feed: the status is not 200.',
    'صحّح العنوان، أو أعد الخلاصة إليه، أو حوّله بالرمز 301 إلى مكانها الجديد.',
    'Correct the address, put the feed back, or redirect it by 301 to its new place.',
  ),
  http_refused: errorRule(
    'يرفض الخادم البرامج (401 أو 403 أو 429)، فلا يصل القرّاء والمجمّعات إلى الخلاصة.',
    'The server refuses programs (401, 403 or 429): readers and aggregators cannot reach the feed.',
    'استثن عناوين الخلاصات من جدار الحماية ومن اختبارات المتصفح.',
    'Exempt the addresses of feeds from the firewall and from browser challenges.',
  ),
  http_media_type: errorRule(
    'نوع المحتوى في Content-Type ليس نوع خلاصة.',
    'The media type in Content-Type is none of a feed.',
    'أرسل application/rss+xml أو application/atom+xml أو application/feed+json.',
    'Send application/rss+xml, application/atom+xml or application/feed+json.',
  ),
  http_charset_missing: warningRule(
    'لا يذكر Content-Type الترميز، فيعرض المتصفح العربية مشوّهة.',
    'Content-Type names no charset, and browsers show the Arabic garbled.',
    'أضف: ; charset=utf-8.',
    'Add: ; charset=utf-8.',
  ),
  http_without_validators: warningRule(
    'لا ETag ولا Last-Modified، فيُحمَّل الملف كله في كل مرة.',
    'Neither ETag nor Last-Modified: the whole file is loaded each time.',
    'أرسل أحدهما، وأجب بالرمز 304 حين لا يتغير شيء.',
    'Send one of them, and answer 304 where nothing changed.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
