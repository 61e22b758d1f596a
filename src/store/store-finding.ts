/** What is kept does not agree with itself. */
export interface StoreFinding {
  /** Stable: programs may rely on it. */
  readonly code:
    | 'revision_missing'
    | 'arrival_missing'
    | 'archive_missing'
    | 'items_miscounted'
    | 'sitemap_missing'
    | 'item_without_revision'
    | 'item_unreadable'
    | 'item_not_found'
    | 'facet_miscounted'
    | 'facet_outdated'
    | 'original_damaged'
    | 'media_damaged';
  /** For the operator, with the name of what it is about. */
  readonly message: string;
}
