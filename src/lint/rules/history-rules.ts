import { errorRule, type Rule, warningRule } from './rule.ts';

/** Archives (RFC 5005) and tombstones (RFC 6721). */
export const historyRules = {
  archive_without_current: warningRule(
    'مستند أرشيف (fh:archive) بلا رابط rel="current" إلى الخلاصة الحية (RFC 5005 §4).',
    'An archive document (fh:archive) without link rel="current" to the living feed (RFC 5005 §4).',
    'أضف <link rel="current" href="…"/>.',
    'Add <link rel="current" href="…"/>.',
  ),
  archive_is_current: errorRule(
    'مستند أرشيف يقول إنه هو الخلاصة الحية: rel="current" وrel="self" واحد.',
    'An archive document calls itself the living feed: rel="current" and rel="self" are one.',
    'وجّه rel="current" إلى عنوان الاشتراك، واحذف fh:archive من خلاصة الاشتراك.',
    'Point rel="current" at the address to subscribe to, and take fh:archive out of that document.',
  ),
  complete_with_archives: errorRule(
    'fh:complete بجانب روابط الأرشيف: الأول يقول إن هذا كل شيء، والثاني إن وراءه المزيد (RFC 5005 §2).',
    'fh:complete beside links of archives: one says that this is all, the other that there is more (RFC 5005 §2).',
    'أبقِ أحدهما.',
    'Keep one of them.',
  ),
  archive_link_in_entry: errorRule(
    'رابط من روابط الأرشيف أو الصفحات داخل خبر، ومكانه الخلاصة.',
    'A link of archives or pages stands inside an entry; its place is the feed.',
    'انقله إلى مستوى الخلاصة.',
    'Move it to the feed.',
  ),
  tombstone_incomplete: errorRule(
    'at:deleted-entry بلا ref أو بلا when صالح (RFC 6721 §3).',
    'at:deleted-entry without ref or without a valid when (RFC 6721 §3).',
    'اكتب ref بمعرّف الخبر كما كان، وwhen بصيغة RFC 3339.',
    'Give ref the id of the entry as it was, and when a time of RFC 3339.',
  ),
  tombstone_of_live_entry: errorRule(
    'خبر محذوف (at:deleted-entry) ما زال في الخلاصة نفسها.',
    'A deleted entry (at:deleted-entry) still stands in the same feed.',
    'احذف الخبر من الخلاصة، أو احذف شاهد الحذف.',
    'Take the entry out of the feed, or the tombstone.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
