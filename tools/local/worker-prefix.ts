/** What names of workers, of writes that AT&T may answer late, have before the operation’s id here. */
export const workerPrefix = 'late-';
