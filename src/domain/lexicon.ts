/** What a heading may say about the text under it. Under `summary` stands the article's summary, under `other` anything. */
export const headingKinds = [
  'keyPoints',
  'body',
  'analysis',
  'background',
  'quotes',
  'numbers',
  'related',
  'summary',
  'other',
] as const;

export type HeadingKind = (typeof headingKinds)[number];

/** What a labelled line can name. `unused` is understood and has no place in an article. */
export const fieldNames = [
  'title',
  'subtitle',
  'summary',
  'section',
  'author',
  'date',
  'source',
  'tags',
  'picture',
  'embargo',
  'expiry',
  'correction',
  'withdrawal',
  'silent',
  'unused',
] as const;

export type FieldName = (typeof fieldNames)[number];

/** Lists of words by which a line of an article is known for what it is. */
export const wordLists = ['bylines', 'agencies', 'places', 'breaking', 'boilerplate', 'kickers'] as const;

export type WordList = (typeof wordLists)[number];

/** A newsroom's own words for the parts of its articles, beside the ones that ship; hamzas and the like don't matter. */
export type NewsroomWords = {
  readonly headings: Readonly<Partial<Record<HeadingKind, readonly string[]>>>;
  readonly fields: Readonly<Partial<Record<FieldName, readonly string[]>>>;
} & Readonly<Record<WordList, readonly string[]>>;
