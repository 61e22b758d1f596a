/**
 * One article of a feed as an item of JSON Feed 1.1, which is how it goes on. What is undefined does not stand in the
 * document.
 */
export interface FeedItemDocument {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly content_html?: string | undefined;
  readonly content_text?: string | undefined;
  readonly summary?: string | undefined;
  readonly date_published?: string | undefined;
  readonly date_modified?: string | undefined;
  readonly authors?: readonly { readonly name: string }[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly language?: string | undefined;
  readonly attachments?: readonly FeedAttachment[] | undefined;
  readonly _nashra?:
    | {
        readonly section?: string | undefined;
        readonly source?: string | undefined;
        /** Absolute: what the addresses in the content are relative to. */
        readonly base_url?: string | undefined;
      }
    | undefined;
}

export interface FeedAttachment {
  readonly url: string;
  readonly mime_type?: string | undefined;
  readonly title?: string | undefined;
  readonly size_in_bytes?: number | undefined;
  readonly _nashra?:
    | {
        readonly width?: number | undefined;
        readonly height?: number | undefined;
        readonly credit?: string | undefined;
      }
    | undefined;
}
