/** A book has as many; every step up to the feeds costs their number. */
export const maxCharacters = 500_000;
