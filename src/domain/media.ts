/** What is known of a picture, a sound or a film besides where it is. Lengths in bytes, sizes in pixels. */
export interface MediaFacts {
  /** Media type in lower case, such as `image/jpeg`. */
  readonly type?: string;
  readonly lengthBytes?: number;
  readonly width?: number;
  readonly height?: number;
  /** For those who don't see the picture. */
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** Media as an article refers to it: by address, or by bytes that came inside the article. */
export type MediaReference = MediaFacts &
  (
    | {
        /** Absolute http(s) URL, or the name of a file relative to the article's own. */
        readonly address: string;
      }
    | { readonly bytes: Uint8Array }
  );
