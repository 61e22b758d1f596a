/** A minute as an editor of the shipped newsroom writes it. */
export function localTime(atMs: number): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Beirut',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(atMs));
}
