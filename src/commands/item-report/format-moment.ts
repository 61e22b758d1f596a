/** By the newsroom's clock, for people: `2026-05-01 14:30:00`. The locale is the one that writes it so. */
export function formatMoment(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
}
