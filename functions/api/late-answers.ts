import type { InvokeFunction } from '#platform/invoke-function';
import type { Handover } from '#requests/handover';

/** How writes are made that AT&T may answer later than a caller can wait. */
export interface LateAnswers {
  /** For so long a worker waits for AT&T, in milliseconds. */
  longestMs: number;
  /** Has a worker of the operation begin. @throws when nobody knows whether one will */
  handOver: (operation: string, handover: Handover) => Promise<unknown>;
  /** Between looks at what has become of it. */
  pause: (milliseconds: number) => Promise<unknown>;
}

/** @param prefix what the names of workers have before the operation’s id */
export const createHandOver =
  (invokeLater: InvokeFunction, prefix: string): LateAnswers['handOver'] =>
  (operation, handover) =>
    invokeLater(`${prefix}${operation}`, handover);
