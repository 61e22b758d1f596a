/** What the log says of times that were set: `publish 2026-05-01T11:30:00.000Z, expires never`. */
export function timesNote({
  publishAt,
  expiresAt,
}: {
  readonly publishAt?: Date;
  readonly expiresAt?: Date | 'never';
}): string {
  return [
    ...(publishAt === undefined ? [] : [`publish ${publishAt.toISOString()}`]),
    ...(expiresAt === undefined
      ? []
      : [`expires ${expiresAt === 'never' ? expiresAt : expiresAt.toISOString()}`]),
  ].join(', ');
}
