/** Stories in each hour, 72 together: a newsroom sleeps, and has a morning and an evening. */
export const storiesByHour = [
  0, 0, 0, 0, 1, 2, 3, 4, 5, 5, 5, 5, 4, 4, 4, 4, 5, 5, 5, 4, 3, 2, 1, 1,
] as const;
