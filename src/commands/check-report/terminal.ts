/** What the place can do where a report is read. */
export interface Terminal {
  readonly hasColor: boolean;
  /** A terminal in UTF-8, where isolates hold the article's words together; in a file or a pipe they would be dirt. */
  readonly hasIsolates: boolean;
}

/**
 * @param color what the command line says: `--color`, `--no-color` or nothing
 * @param env `NO_COLOR`, `FORCE_COLOR` (which wins, as in Node), `TERM`, `LC_ALL`, `LC_CTYPE`, `LANG`
 */
export function terminalOf(
  isTty: boolean,
  env: Readonly<Record<string, string | undefined>>,
  color?: boolean,
): Terminal {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return {
    hasColor: color ?? wantsColor(isTty, env),
    hasIsolates: isTty && env.TERM !== 'dumb' && /utf-?8/i.test(locale),
  };
}

function wantsColor(isTty: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return isTty && env.TERM !== 'dumb';
}
