import type { OperationEntry } from '#domain/operation-entry';
import {
  activationLocks,
  changeMarks,
  formerNumbers,
  lineHistory,
  lines,
  longRunningRequests,
  orderIds,
  pollJobs,
  portInLocks,
  recordsOfCalls,
  requestRecords,
  sightings,
  timelineEntries,
  trackedOrders,
} from '#platform/table/keys';
import { together, type TableRights } from '#platform/table/table-rights';

/*
 * What each part a function is composed of does in the table. A function may do what its parts do (`compose-effects.ts` and its
 * neighbours name the parts); policies are made of it, and the tests' tables refuse the rest.
 */

/** Reading what became of a request that something waits for. */
const outcomes: TableRights = { get: [requestRecords] };

/** Orders: `createOrderStore`, and steps reserved on them. */
export const orderRights: TableRights = together(outcomes, {
  get: [trackedOrders, orderIds],
  put: [trackedOrders, orderIds, timelineEntries],
  update: [trackedOrders],
});

const {
  'port-in': portIns,
  'service-activation': activations,
  'pdp-provisioning': provisionings,
} = longRunningRequests;

/** Lines: `createLineStore`. */
export const lineRights: TableRights = together(outcomes, {
  get: [lines, formerNumbers],
  put: [lines],
  putAll: [lineHistory],
  update: [lines],
});

/** What a read shows of a line, and what it gives free: `createFreeDevices`. */
const seenLineRights: TableRights = together(outcomes, {
  get: [lines, activations, activationLocks],
  update: [lines, activationLocks],
});

/** Port-ins and activations with what only one of them may have, and PDP batches: `createLongRunningStore`, `createUniqueLocks`. */
export const portInRights: TableRights = together(outcomes, {
  get: [portIns, portInLocks],
  put: [portIns, timelineEntries],
  update: [portIns, portInLocks],
});
export const activationRights: TableRights = together(outcomes, {
  get: [activations, activationLocks, lines],
  put: [activations, timelineEntries],
  update: [activations, activationLocks],
});
export const provisioningRights: TableRights = together(outcomes, {
  get: [provisionings],
  put: [provisionings, timelineEntries],
  update: [provisionings],
});

/** Everything that is tracked. */
export const trackingRights = together(orderRights, portInRights, activationRights, provisioningRights, lineRights);

/** Having something polled that nobody polls: `withFollowUp`. */
export const followUpRights: TableRights = { get: [pollJobs], put: [pollJobs] };

/** What calls do to what is tracked, and have polled. */
export const effectRights: Record<OperationEntry['effects'], TableRights> = {
  orderEffects: together(orderRights, followUpRights),
  portInEffects: together(portInRights, followUpRights),
  activationEffects: together(activationRights, followUpRights),
  provisioningEffects: together(provisioningRights, followUpRights),
  lineEffects: lineRights,
  lineReadEffects: seenLineRights,
  plainEffects: {},
};

/** Stored in one request with the record of a write: what its answer leads to. */
const storedWithRecords: Partial<Record<OperationEntry['effects'], TableRights>> = {
  orderEffects: { putAll: [requestRecords, pollJobs, trackedOrders, orderIds] },
  portInEffects: { putAll: [requestRecords, pollJobs, portIns] },
  activationEffects: { putAll: [requestRecords, pollJobs, activations] },
  provisioningEffects: { putAll: [requestRecords, pollJobs, provisionings] },
  lineEffects: { putAll: [requestRecords, formerNumbers] },
};

/** Records of writes: `createRequestStore`, and which calls repeated them or were refused. */
export const requestRights: TableRights = {
  get: [requestRecords],
  put: [requestRecords, recordsOfCalls],
  update: [requestRecords],
};

/** Telling those that keep answers that something was changed, and hearing of it. */
export const markingRights: TableRights = { putAll: [changeMarks] };
export const markedRights: TableRights = { get: [changeMarks] };

/** Of a write of something tracked besides: waiting for what a read has just shown, `awaitingSightings`, and what goes with its record. */
const writeRights = (effects: OperationEntry['effects']): TableRights =>
  effects === 'plainEffects' ? {} : { query: [sightings], ...storedWithRecords[effects] };

/** Of a read that tells of something tracked: finding out whether it does, `leavingSightings`. */
const seeingRights = ({ get = [] }: TableRights): TableRights => ({ get });

/** What the function of an operation does in the table, where the tenant keeps no answers of reads. */
export const operationRights = ({ handler, effects }: OperationEntry): TableRights => {
  if (handler === 'write') return together(requestRights, writeRights(effects), effectRights[effects]);
  return handler === 'trackedRead' ? seeingRights(effectRights[effects]) : {};
};
