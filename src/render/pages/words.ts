/** What the pages themselves say, apart from what the newsroom wrote. Counts come as formatted digits. */
export interface Words {
  readonly skipToContent: string;
  readonly comma: string;
  readonly breaking: string;
  readonly latest: string;
  readonly noItems: string;
  readonly noChannels: string;
  readonly allItems: string;
  readonly follow: string;
  readonly feeds: string;
  readonly by: string;
  readonly source: string;
  readonly published: string;
  readonly updated: string;
  readonly tags: string;
  readonly sections: string;
  readonly personPage: string;
  readonly license: string;
  readonly home: string;
  readonly feedOf: (title: string) => string;
  readonly whatIsAFeed: string;
  readonly howToFollow: string;
  readonly feedAddress: string;
  readonly copyHint: string;
  readonly openInReader: string;
  readonly otherFormats: string;
  readonly errorTitle: (status: number) => string;
  readonly errorCode: string;
  /** `count` chooses the form, `digits` is how it is written: 1 → `خبر واحد`, 3 → `3 أخبار`. */
  readonly itemCount: (count: number, digits: string) => string;
  readonly readingTime: string;
  readonly minuteCount: (count: number, digits: string) => string;
}
