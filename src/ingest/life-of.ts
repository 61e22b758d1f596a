import type { Article } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import type { ErrorCode } from '../domain/errors.ts';
import { formatWrittenDate } from '../text/dates.ts';
import { parseDate } from '../text/parse-date.ts';
import type { Facts } from './facts.ts';
import type { DeclaredFacts } from './manuscript.ts';
import { refusal } from './messages.ts';

interface Place {
  readonly channel: Channel;
  readonly timeZone: string;
}

/**
 * From when and until when the article may stand in the feeds. A day begins at its first minute in the newsroom's
 * zone. A time that cannot be read may be still to come, or past, so the article is refused.
 * @throws NashraError `article_embargoed`, `expiry_invalid`
 */
export function lifeOf(
  declared: DeclaredFacts,
  found: Facts,
  place: Place,
): Pick<Article, 'publishAt' | 'expiresAt'> {
  const publish = declared.publishAt ?? found.embargo;
  const expire = declared.expiresAt ?? found.expiry;
  return {
    ...(publish === undefined ? {} : { publishAt: momentOf(publish, place, 'article_embargoed') }),
    ...(expire === undefined ? {} : { expiresAt: momentOf(expire, place, 'expiry_invalid') }),
  };
}

/** @throws NashraError with that code */
function momentOf(value: string, { channel, timeZone }: Place, code: ErrorCode): Date {
  const moment = parseMoment(value, timeZone);
  if (moment === undefined) throw refusal(code, channel.language, {}, value);
  return moment;
}

/** A time, or the first minute of a day in that zone; undefined for what names neither. */
export function parseMoment(value: string, timeZone: string): Date | undefined {
  const { date } = parseDate(value, timeZone);
  const day = date?.precision === 'day' ? parseDate(`${formatWrittenDate(date)} 00:00`, timeZone).date : date;
  return day?.precision === 'instant' ? day.at : undefined;
}
