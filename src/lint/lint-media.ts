import type { FeedView, ItemView } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';

/** Pictures that are in the HTML only. What an enclosure must have is said where the formats are. */
export function lintMedia(feed: FeedView): readonly Finding[] {
  return feed.items.flatMap(lintItem);
}

function lintItem({ summary, content, media }: ItemView): readonly Finding[] {
  if (media.some(({ isPicture }) => isPicture)) return [];
  const holder = [content, summary].find((field) => (field?.facts.pictures.length ?? 0) > 0);
  const [picture] = holder?.facts.pictures ?? [];
  return holder === undefined || picture === undefined
    ? []
    : [finding('image_only_in_html', holder.place, picture.src)];
}
