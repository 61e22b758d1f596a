import { imageSize } from 'image-size';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * How much of a picture is looked at. The size of a JPEG may stand behind a large colour profile; of AVIF the library
 * searches a list anew for each of its entries, so that the time grows with the square of the length.
 */
const lookedAtBytes: Readonly<Record<string, number>> = {
  'image/jpeg': 1024 * 1024,
  'image/avif': 32 * 1024,
};
const otherwiseLookedAtBytes = 64;
const maxSize = 65_535;

/** EXIF 2.32 §4.6.4 Orientation: from 5 on the picture is shown lying on its side. */
const firstTurned = 5;

/**
 * The size at which a picture is shown, in pixels; undefined when it cannot be told. Only for types that are known by
 * their first bytes: the library tries every format it has on what it does not recognise.
 */
export function measurePicture(bytes: Uint8Array, type: string): PictureSize | undefined {
  try {
    const { width, height, orientation } = imageSize(
      bytes.subarray(0, lookedAtBytes[type] ?? otherwiseLookedAtBytes),
    );
    if (![width, height].every((size) => Number.isInteger(size) && size > 0 && size <= maxSize))
      return undefined;
    const isTurned = orientation !== undefined && orientation >= firstTurned;
    return isTurned ? { width: height, height: width } : { width, height };
  } catch {
    // Any picture may be cut short or made to mislead.
    return undefined;
  }
}
