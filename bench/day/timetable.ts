import { seededRandom } from '../../test/crash/random.ts';
import { storiesByHour } from '../../test/support/newsroom-hours.ts';

export const daySeconds = 86_400;
export const pollSeconds = 1800;
const pollsPerDay = daySeconds / pollSeconds;

/** Seconds of the day at which something is published; `even` is one story every twenty minutes. */
export function publicationTimes(rhythm: 'newsroom' | 'even'): readonly number[] {
  if (rhythm === 'even') return Array.from({ length: 72 }, (_, index) => 600 + index * 1200);
  const random = seededRandom(72);
  const times = storiesByHour.flatMap((stories, hour) =>
    Array.from({ length: stories }, () => hour * 3600 + random.between(0, 3599)),
  );
  return times.toSorted((one, other) => one - other);
}

/** Which state of the feed is current at that second: 0 before the day's first story. */
export function stateAt(times: readonly number[], second: number): number {
  return times.filter((time) => time <= second).length;
}

/** Polls that find the same state current and hold the same earlier one. */
export interface Meeting {
  readonly held: number;
  readonly current: number;
  /** Of one poller, on average over all that are spread over the half hour. */
  readonly polls: number;
}

/** A whole day of them: a poller that comes at a second was there half an hour before, also at the day's beginning. */
export function meetingsOf(times: readonly number[]): readonly Meeting[] {
  const borders = [0, ...times, ...times.map((time) => time + pollSeconds), daySeconds]
    .filter((second) => second <= daySeconds)
    .toSorted((one, other) => one - other);
  return borders.slice(0, -1).flatMap((start, index) => {
    const seconds = (borders[index + 1] ?? start) - start;
    if (seconds === 0) return [];
    const polls = (seconds / daySeconds) * pollsPerDay;
    return [{ held: stateAt(times, start - pollSeconds), current: stateAt(times, start), polls }];
  });
}

/** The seconds of the day at which one of so many pollers comes, who are spread evenly over the half hour. */
export function secondsOfPoller(number: number, pollers: number): readonly number[] {
  const first = Math.floor(((number + 0.5) / pollers) * pollSeconds);
  return Array.from({ length: pollsPerDay }, (_, index) => first + index * pollSeconds);
}
