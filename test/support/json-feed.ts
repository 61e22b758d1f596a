/** Faults of a value; `at` names where it stands, such as `items[2].url`. */
type Check = (value: unknown, at: string) => string[];

interface Shape {
  readonly required: readonly string[];
  readonly keys: Readonly<Record<string, Check>>;
}

/** Faults of a parsed document against the JSON Feed 1.1 specification; none when it is valid. */
export function checkJsonFeed(feed: unknown): string[] {
  if (!isObject(feed)) return ['the feed must be an object'];
  const faults = checkObject(feedShape)(feed, '');
  if (typeof feed.next_url === 'string' && feed.next_url === feed.feed_url) {
    faults.push('next_url must not be the same as feed_url');
  }
  return faults;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAbsoluteUrl = (value: string): boolean =>
  /^[\x21-\x7e]+$/.test(value) &&
  (/^https?:/i.test(value) ? /^https?:\/\/[^/]/i.test(value) : /^[a-z][a-z0-9+.-]*:/i.test(value)) &&
  URL.canParse(value);

/** RFC 3339 §5.6, with days that are in the calendar. */
function isRfc3339(value: string): boolean {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i.exec(value);
  if (match === null) return false;
  const numberAt = (group: number) => Number(match[group]);
  const date = new Date(0);
  date.setUTCFullYear(numberAt(1), numberAt(2) - 1, numberAt(3));
  const inCalendar = date.getUTCMonth() === numberAt(2) - 1 && date.getUTCDate() === numberAt(3);
  return inCalendar && numberAt(4) <= 23 && numberAt(5) <= 59 && numberAt(6) <= 60;
}

/** Well-formed by RFC 5646; a language's code has two or three letters, so `Arabic` is none. */
function isLanguageTag(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1 && /^[a-z]{2,3}(-|$)/i.test(value);
  } catch {
    return false;
  }
}

const stringThat =
  (rule: string, holds: (value: string) => boolean): Check =>
  (value, at) =>
    typeof value === 'string' && holds(value) ? [] : [`${at} must be ${rule}`];

const text = stringThat('a string', () => true);
const url = stringThat('an absolute URL', isAbsoluteUrl);
const date = stringThat('a date of RFC 3339', isRfc3339);
const language = stringThat('a language tag of RFC 5646', isLanguageTag);
const mimeType = stringThat('a media type', (value) => /^[\w.+-]+\/[\w.+-]+(;.*)?$/.test(value));
const version = stringThat(
  'https://jsonfeed.org/version/1.1',
  (value) => value === 'https://jsonfeed.org/version/1.1',
);
const boolean: Check = (value, at) => (typeof value === 'boolean' ? [] : [`${at} must be true or false`]);
const amount: Check = (value, at) =>
  typeof value === 'number' && value >= 0 ? [] : [`${at} must be a number, 0 or more`];

function arrayOf(check: Check): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return [`${at} must be an array`];
    return value.flatMap((element, index) => check(element, `${at}[${index}]`));
  };
}

function checkObject(shape: Shape): Check {
  return (value, at) => {
    if (!isObject(value)) return [`${at} must be an object`];
    const path = (key: string) => (at === '' ? key : `${at}.${key}`);
    const missing = shape.required
      .filter((key) => value[key] === undefined)
      .map((key) => `${path(key)} is required`);
    const wrong = Object.entries(value).flatMap(([key, member]) => {
      if (key.startsWith('_')) return checkExtension(key, member, path(key));
      const check = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      return check === undefined ? [`${path(key)} is not in the specification`] : check(member, path(key));
    });
    return [...missing, ...wrong];
  };
}

/** "Extensions": an object whose name is `_` and a letter; only the name begins with `_`, and no key has a dot. */
function checkExtension(name: string, value: unknown, at: string): string[] {
  const faults = /^_[A-Za-z][^.]*$/.test(name) ? [] : [`${at} must be _ and a letter, without a dot`];
  if (!isObject(value)) return [...faults, `${at} must be an object`];
  return [...faults, ...checkMembers(value, at)];
}

function checkMembers(value: unknown, at: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((element, index) => checkMembers(element, `${at}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const isWrong = key.startsWith('_') || key.includes('.');
    const here = `${at}.${key}`;
    return [
      ...(isWrong ? [`${here} must not begin with _ or have a dot`] : []),
      ...checkMembers(member, here),
    ];
  });
}

/** "authors": every member is optional, but one of the three must be there. */
const author: Check = (value, at) => {
  const faults = checkObject({ required: [], keys: { name: text, url, avatar: url } })(value, at);
  const isEmpty = isObject(value) && !['name', 'url', 'avatar'].some((key) => value[key] !== undefined);
  return isEmpty ? [...faults, `${at} must have a name, url or avatar`] : faults;
};

const attachmentShape: Shape = {
  required: ['url', 'mime_type'],
  keys: { url, mime_type: mimeType, title: text, size_in_bytes: amount, duration_in_seconds: amount },
};

const itemShape: Shape = {
  required: ['id'],
  keys: {
    id: text,
    url,
    external_url: url,
    title: text,
    content_html: text,
    content_text: text,
    summary: text,
    image: url,
    banner_image: url,
    date_published: date,
    date_modified: date,
    author,
    authors: arrayOf(author),
    tags: arrayOf(text),
    language,
    attachments: arrayOf(checkObject(attachmentShape)),
  },
};

const item: Check = (value, at) => {
  const faults = checkObject(itemShape)(value, at);
  const hasContent = isObject(value) && (value.content_html ?? value.content_text) !== undefined;
  return hasContent ? faults : [...faults, `${at} must have content_html or content_text`];
};

/** "id … is unique for that item for that feed over time". */
const items: Check = (value, at) => {
  const faults = arrayOf(item)(value, at);
  const ids = Array.isArray(value) ? value.filter(isObject).map((member) => member.id) : [];
  const repeated = ids.filter((id, index) => id !== undefined && ids.indexOf(id) !== index);
  return [...faults, ...repeated.map((id) => `${at} has the id ${JSON.stringify(id)} more than once`)];
};

const feedShape: Shape = {
  required: ['version', 'title', 'items'],
  keys: {
    version,
    title: text,
    home_page_url: url,
    feed_url: url,
    description: text,
    user_comment: text,
    next_url: url,
    icon: url,
    favicon: url,
    author,
    authors: arrayOf(author),
    language,
    expired: boolean,
    hubs: arrayOf(checkObject({ required: ['type', 'url'], keys: { type: text, url } })),
    items,
  },
};
