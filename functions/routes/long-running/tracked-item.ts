import type * as z from 'zod';
import type { LongRunningKind } from '#domain/mobility/observation';
import { Problem } from '#domain/problems/problems';
import type { RouteAnswer } from '#routes/define-route';
import { longRunningView } from '#tracking/long-running/long-running-view';
import type { LongRunningParts } from '#tracking/long-running/port-ins-of-number';
import type { timelineQuery } from '#tracking/timeline-view';

/** What a route that shows port-ins, activations or PDP batches works with. Showing one carries in the outcomes its begun changes wait for. */
export interface LongRunningReads {
  longRunning: LongRunningParts;
  /** Ids of the reads that reach AT&T in this deployment; undefined where that is not known. */
  boundReads?: readonly string[] | undefined;
}

/** One of them, with its version. @throws Problem `tracked-item-not-found` */
export const trackedItem = async (
  { longRunning: { items }, boundReads }: LongRunningReads,
  kind: LongRunningKind,
  solutionProvider: string,
  id: string,
  { timelineBefore: place }: z.output<typeof timelineQuery>,
): Promise<RouteAnswer> => {
  const item = await items.find(kind, solutionProvider, id);
  if (!item) throw new Problem('tracked-item-not-found');
  const current = await items.withOutcomes(item);
  const page = place === undefined ? undefined : await items.entriesBefore(current, Number(place));
  const view = longRunningView(current, boundReads, page);
  return { body: view, version: view.version };
};
