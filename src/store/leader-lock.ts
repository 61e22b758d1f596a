/** What exactly one process on a database does at a time: taking in the articles, and what the clock asks for. */
export type Office = 'inbox' | 'clock';

/** A lock that is free again as soon as the process that holds it is gone, however it ended. */
export interface LeaderLock {
  /**
   * False while another process holds it.
   * @param onLost is called if it is taken from us
   */
  readonly tryTake: (onLost: () => void) => Promise<boolean>;
  /** It may be tried again afterwards. */
  readonly release: () => Promise<void>;
}
