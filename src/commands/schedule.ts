import { existsSync } from 'node:fs';
import path from 'node:path';
import { itemUrl } from '../domain/addresses.ts';
import { NashraError } from '../domain/errors.ts';
import { sentenceIn } from '../domain/sentence.ts';
import type { Environment } from '../environment.ts';
import { parseMoment } from '../ingest/life-of.ts';
import type { Newsroom } from '../newsroom.ts';
import type { Acceptance } from '../publish/acceptance.ts';
import { channelOf, type SetTimes, scheduleStored } from '../publish/change-item.ts';
import { defaultChannel } from '../publish/document-parts.ts';
import { findNamed, getNamed } from '../publish/find-named.ts';
import { channelOfPath } from '../publish/inbox-files.ts';
import { takeFiles } from '../publish/take-files.ts';
import { withDecision } from '../publish/with-decision.ts';
import { findItem } from '../store/items.ts';
import { formatMoment } from './item-report/format-moment.ts';
import { labelled } from './item-report/item-lines.ts';
import { itemWordsIn } from './item-report/item-words.ts';
import { itemNameOf, withNewsroom } from './with-newsroom.ts';

export interface ScheduleOptions {
  readonly publish?: string;
  readonly expires?: string;
}

/** Sets when a story is published and when it ends; a file that is not in the store yet is taken in for then. */
export async function schedule(
  environment: Environment,
  id: string,
  options: ScheduleOptions,
): Promise<number> {
  return withNewsroom(environment, async (newsroom) => {
    const times = readTimes(newsroom, options);
    const name = itemNameOf(environment, id);
    const found = await findNamed(newsroom, name);
    if (found !== undefined) await scheduleStored(newsroom, found.item.key, times);
    else if (!existsSync(id)) await getNamed(newsroom, name);
    const key = found?.item.key ?? (await takeFile(environment, newsroom, id, times));
    process.stdout.write(`${(await linesOf(newsroom, key)).join('\n')}\n`);
    return 0;
  });
}

function readTimes(newsroom: Newsroom, { publish, expires }: ScheduleOptions): SetTimes {
  if (publish === undefined && expires === undefined)
    throw new NashraError('bad_request', 'Say when: --publish TIME, --expires TIME or --expires never.');
  return {
    ...(publish === undefined ? {} : { publishAt: readTime(newsroom, publish) }),
    ...(expires === undefined
      ? {}
      : { expiresAt: expires === 'never' ? expires : readTime(newsroom, expires) }),
  };
}

function readTime({ site }: Newsroom, typed: string): Date {
  const at = parseMoment(typed, site.timeZone);
  if (at !== undefined) return at;
  throw new NashraError(
    'bad_request',
    sentenceIn(defaultChannel(site).language, {
      ar: `لا يُقرأ الموعد «${typed}»؛ اكتبه مثل 2026-05-01 14:30.`,
      en: `“${typed}” is no time that can be read; write it like 2026-05-01 14:30.`,
    }),
  );
}

async function takeFile(
  { feedsDir }: Environment,
  newsroom: Newsroom,
  file: string,
  { publishAt, expiresAt }: SetTimes,
): Promise<string> {
  if (expiresAt === 'never')
    throw new NashraError('bad_request', '--expires never is for a story that was taken in already.');
  const taken: Acceptance[] = [];
  const faults: unknown[] = [];
  const origin = {
    directory: path.resolve(feedsDir),
    channelOf: (name: string) => channelOfPath(newsroom.site, name),
  };
  const decision = {
    ...(publishAt === undefined ? {} : { publishAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  const taking = takeFiles(origin, withDecision(newsroom, decision), {
    onAccepted: (_article, acceptance) => taken.push(acceptance),
    onRefused: (_article, error) => faults.push(error),
    onMedia: () => undefined,
    onFailed: (_file, error) => faults.push(error),
  });
  await taking.add([path.resolve(file)]);
  await taking.close();
  if (faults.length > 0) throw faults[0];
  const [acceptance] = taken;
  if (acceptance === undefined) throw new NashraError('bad_request', `${file} is no article.`);
  for (const { code, message } of acceptance.warnings) process.stderr.write(`${file}: ${code}: ${message}\n`);
  return acceptance.item.key;
}

async function linesOf(newsroom: Newsroom, key: string): Promise<readonly string[]> {
  const { site, store } = newsroom;
  const stored = await findItem(store, key);
  if (stored === undefined) return [];
  const { item, state, publishAt, expiresAt } = stored;
  const words = itemWordsIn(channelOf(newsroom, item).language);
  return labelled(
    [
      [words.rescheduled, item.title],
      [words.key, item.key],
      [words.state, `${words[state]} [${state}]`],
      [words.publishAt, publishAt && formatMoment(publishAt, site.timeZone)],
      [words.expiresAt, expiresAt && formatMoment(expiresAt, site.timeZone)],
      [words.url, itemUrl(site, item)],
    ],
    words,
  );
}
