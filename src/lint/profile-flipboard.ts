import type { FeedView, ItemView } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';
import { picturesOf, widestOf } from './profile-pictures.ts';

const maxItems = 30;
const minDescriptionLength = 300;
const minPictureWidth = 400;

/** Flipboard, beyond what a good feed has anyway (ARABIC.md §6). */
export function lintForFlipboard(feed: FeedView): readonly Finding[] {
  const { items, place, hasHub } = feed;
  return [
    ...(items.length > maxItems ? [finding('flipboard_item_count', place, String(items.length))] : []),
    ...(hasHub ? [] : [finding('flipboard_without_hub', place)]),
    ...items.flatMap(lintItem),
  ];
}

function lintItem(item: ItemView): readonly Finding[] {
  const { summary, content, authors, categories, media, place } = item;
  const length = [...(summary?.facts.text ?? '')].length;
  const hasPicture = media.some(({ isPicture }) => isPicture);
  const width = widestOf(picturesOf(item));
  return [
    ...(length < minDescriptionLength
      ? [finding('flipboard_description_short', summary?.place ?? place, String(length))]
      : []),
    ...(authors.some(({ text }) => text.trim() !== '') ? [] : [finding('flipboard_without_creator', place)]),
    ...(content === undefined ? [finding('flipboard_without_text', place)] : []),
    ...(categories.length > 0 ? [] : [finding('flipboard_without_category', place)]),
    ...(hasPicture ? [] : [finding('flipboard_without_image', place)]),
    ...(hasPicture && width !== undefined && width < minPictureWidth
      ? [finding('flipboard_image_small', place, `${width} px`)]
      : []),
  ];
}
