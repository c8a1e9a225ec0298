import { mostChanges, type BulkChange, type BulkState, type BulkWrite, type PauseReason } from '#bulk/bulk-write';

/** What a change of a bulk write sets, as far as it is told. */
interface Told {
  state?: BulkState;
  pausedBecause?: PauseReason;
  endedAt?: string;
}

/** The timeline with what a change does; nothing for one that nobody is told of, such as another run going on with it. */
export const timelineWith = (
  { state: before, timeline = [] }: BulkWrite,
  at: string,
  set: Told = {},
): { timeline?: BulkChange[] } => {
  const { state: after = before, pausedBecause: reason, endedAt } = set;
  const type = typeOf(before, after, endedAt !== undefined);
  if (type === undefined || (type !== 'ended' && timeline.length >= mostChanges)) return {};
  return { timeline: [...timeline, { at, type, before, after, ...(reason !== undefined && { reason }) }] };
};

const typeOf = (before: BulkState, after: BulkState, hasEnded: boolean): BulkChange['type'] | undefined => {
  if (hasEnded) return 'ended';
  if (before === after) return undefined;
  return after === 'paused' || after === 'cancelled' ? after : 'resumed';
};
