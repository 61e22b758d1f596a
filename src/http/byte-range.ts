/** Offsets in bytes, end exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * RFC 9110 §14.2: the one range that is asked for. Undefined when the whole is to be sent: without a range, with one in
 * another unit or malformed, and with several, which a server may answer so; `unsatisfiable` for one beyond the end.
 */
export function parseRange(
  field: string | undefined,
  lengthBytes: number,
): ByteRange | 'unsatisfiable' | undefined {
  const [, first, last] = /^\s*bytes\s*=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(field ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') {
    const suffix = Math.min(Number(last), lengthBytes);
    return suffix === 0 ? 'unsatisfiable' : { start: lengthBytes - suffix, end: lengthBytes };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= lengthBytes) return 'unsatisfiable';
  return { start, end: last === '' ? lengthBytes : Math.min(Number(last) + 1, lengthBytes) };
}
