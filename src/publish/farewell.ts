import type { Channel } from '../domain/channel.ts';
import { sentenceIn } from '../domain/sentence.ts';
import type { StoredItem } from '../store/items.ts';

const farewells = {
  withdrawn: {
    ar: 'سُحبت هذه المادة، ولم تعد منشورة.',
    en: 'This story was withdrawn and is no longer published.',
  },
  expired: { ar: 'انتهت مدة نشر هذه المادة.', en: 'The time for which this story was published is over.' },
} as const;

/** What a channel says on an error page, in its own language. */
export interface Said {
  readonly channel: Channel;
  readonly message: string;
}

/** What readers of a story that is gone are told, with the newsroom's own reason. */
export function farewell(
  { language }: Pick<Channel, 'language'>,
  { state, endedReason }: Pick<StoredItem, 'state' | 'endedReason'>,
): string {
  const sentence = sentenceIn(language, farewells[state === 'expired' ? 'expired' : 'withdrawn']);
  if (endedReason === undefined) return sentence;
  return `${sentence} ${sentenceIn(language, { ar: 'السبب:', en: 'Reason:' })} ${endedReason}`;
}
