/** A day of the proleptic Gregorian calendar, without a zone: `month` and `day` count from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
