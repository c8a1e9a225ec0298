import type { LongRunningKinds } from '#tracking/long-running/kinds';
import type { LongRunningRequest, PendingChange } from '#tracking/long-running/long-running-request';
import type { Ending } from '#tracking/tracked-item';

/** A change in flight, with which it is. */
export interface ChangeInFlight extends PendingChange {
  change: string;
}

export const changesInFlight = ({ pending }: LongRunningRequest): ChangeInFlight[] =>
  Object.entries(pending).map(([change, begun]) => ({ change, ...begun }));

/** The item without the mark of a request; the item itself where it has none. */
export const withoutChange = (item: LongRunningRequest, change: string, requestId: string): LongRunningRequest => {
  const { [change]: begun, ...pending } = item.pending;
  return begun?.requestId === requestId ? { ...item, pending } : item;
};

/** The item after a change of it has ended. One that was not carried out leaves no trace but the item itself. */
export const withChangeOutcome = (
  { applyObservation }: LongRunningKinds,
  item: LongRunningRequest,
  { change, requestId, at: begunAt, guards = item.guards }: ChangeInFlight,
  { outcome, record }: Ending,
): LongRunningRequest => {
  // It may have been begun again meanwhile, which a key whose request was not applied allows.
  if (item.pending[change]?.at !== begunAt) return item;
  const ended = withoutChange(item, change, requestId);
  if (ended === item || outcome !== 'succeeded' || !record) return ended;
  const at = record.finishedAt ?? record.startedAt;
  const entry = { at, type: 'change-done' as const, change, by: record.clientId, requestId };
  const updatedAt = at > item.updatedAt ? at : item.updatedAt;
  const changed = { ...ended, guards, updatedAt, timeline: [...item.timeline, entry] };
  const observation = record.learned?.progress?.observation;
  return observation ? applyObservation(changed, observation, { by: record.clientId, requestId }) : changed;
};
