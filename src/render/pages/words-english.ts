import type { Words } from './words.ts';

export const englishWords: Words = {
  skipToContent: 'Skip to content',
  comma: ',',
  breaking: 'Breaking',
  latest: 'Latest',
  noItems: 'Nothing has been published here yet. The first story will appear in this place.',
  noChannels: 'No channels have been published yet.',
  allItems: 'All stories',
  follow: 'Follow this channel',
  feeds: 'Feeds',
  by: 'By',
  source: 'Source',
  published: 'Published',
  updated: 'Updated',
  tags: 'Keywords',
  sections: 'Sections',
  personPage: 'Personal page',
  license: 'Licence',
  home: 'Front page',
  feedOf: (title) => `The feed of “${title}”`,
  whatIsAFeed:
    'You have opened the address of a feed. A feed is a file that a news reader reads for you: give it this address once, and it brings you every new story as it is published, with no account and no e-mail.',
  howToFollow: 'How to follow it',
  feedAddress: 'Address of the feed',
  copyHint: 'Copy the whole address and paste it into the feed reader you use.',
  openInReader: 'Or open it in a reader on the web',
  otherFormats: 'The same channel in other formats',
  errorTitle: englishErrorTitle,
  errorCode: 'Error code',
  itemCount: (count, digits) => `${digits} ${count === 1 ? 'story' : 'stories'}`,
  readingTime: 'Reading time',
  minuteCount: (count, digits) => `${digits} ${count === 1 ? 'minute' : 'minutes'}`,
};

function englishErrorTitle(status: number): string {
  if (status === 404) return 'Page not found';
  if (status === 410) return 'This story is no longer published';
  if (status >= 500) return 'Something went wrong on our side';
  return 'The request could not be met';
}
