/** An entry of a JSON Feed as an agency writes it. */
export interface FeedItemJson {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly published?: string;
}

/** JSON Feed 1.1, newest first. */
export function jsonFeed(items: readonly FeedItemJson[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'وكالة أنباء الساحل',
    home_page_url: 'https://agency.example/',
    items: items.map(({ id, title, text, published }) => ({
      id,
      title,
      content_text: text,
      ...(published === undefined ? {} : { date_published: published }),
    })),
  });
}
