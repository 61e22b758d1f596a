/** What a campaign did and found. */
export interface Figures {
  rounds: number;
  /** SIGKILLs by what the server was at. */
  kills: { startingUp: number; articlesUnderWay: number; atRest: number };
  ingestsKilled: number;
  newDatabasesKilled: number;
  /** Of PostgreSQL itself, while the server ran on or together with it. */
  databaseKills: { alone: number; withServer: number };
  /** Restarts after which the inbox had been read to its end and everything was compared. */
  restartsCompared: number;
  acts: number;
  stories: number;
  files: number;
  items: number;
  revisions: number;
  pictures: number;
  /** Writes that this machine held up for so long that half of an article may have been shown. */
  heldUp: number;
  faults: string[];
}

export function emptyFigures(): Figures {
  return {
    rounds: 0,
    kills: { startingUp: 0, articlesUnderWay: 0, atRest: 0 },
    ingestsKilled: 0,
    newDatabasesKilled: 0,
    databaseKills: { alone: 0, withServer: 0 },
    restartsCompared: 0,
    acts: 0,
    stories: 0,
    files: 0,
    items: 0,
    revisions: 0,
    pictures: 0,
    heldUp: 0,
    faults: [],
  };
}
