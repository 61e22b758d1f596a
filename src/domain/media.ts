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

/** Media as an item has it. Of what we serve ourselves the facts are true; of the rest they are as declared. */
export interface Media extends MediaFacts {
  /** Absolute http(s) URL, or `media/<SHA-256 in hexadecimal>.<ending>` below the site's address. */
  readonly address: string;
  /** `image/*` where no more is known of a picture that lies elsewhere. */
  readonly type: string;
}

export type Medium = 'image' | 'audio' | 'video';

/** Media RSS `medium`; undefined for what is none of them. */
export function mediumOf({ type }: Pick<Media, 'type'>): Medium | undefined {
  const medium = type.slice(0, type.indexOf('/'));
  return medium === 'image' || medium === 'audio' || medium === 'video' ? medium : undefined;
}

/** The picture that stands for the item where there is room for one. */
export function leadPicture(media: readonly Media[]): Media | undefined {
  return media.find((medium) => mediumOf(medium) === 'image');
}

/** Undefined for the range `image/*`, which is no media type. */
export function preciseType({ type }: Pick<Media, 'type'>): string | undefined {
  return type.endsWith('/*') ? undefined : type;
}
