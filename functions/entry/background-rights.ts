import {
  auditEntries,
  auditHeads,
  bulkCalls,
  bulkWrites,
  clientCalls,
  clientGrants,
  deliveries,
  driftFindings,
  driftRuns,
  eventLogs,
  events,
  formerNumbers,
  heartbeats,
  leads,
  lines,
  pollBudgets,
  pollJobs,
  publishedMarks,
  pushes,
  recordsOfCalls,
  redeliveries,
  requestRecords,
  restrictions,
  sightings,
  timelineEntries,
  trackedOrders,
  longRunningRequests,
  webhookEndpoints,
} from '#platform/table/keys';
import { followUpRights, trackingRights } from '#entry/effect-rights';
import { together, type TableRights } from '#platform/table/table-rights';

/*
 * What functions that no partner calls do in the table, as their composers make them (`compose-stream.ts` and its neighbours).
 */

/** Whether a Solution Provider is kept from AT&T, for what works without a caller. */
export const restrictionRights: TableRights = { get: [restrictions] };

/** Finding the record of a request by its id. The record says whose it is. */
export const findingRights: TableRights = { get: [requestRecords] };

/** What the worker of an operation does beside what the operation’s function does: it is told of records by their ids. */
export const lateWorkerRights: TableRights = together(restrictionRights, findingRights);

/** The authorizer. */
export const authorizerRights: TableRights = { get: [clientGrants, restrictions] };

/** What it does besides where clients are limited. */
export const countingRights: TableRights = { update: [clientCalls] };

/** Outcomes into what waits for them, what belongs to records, which calls claimed them, leads, the log of events and the audit. */
export const publisherRights: TableRights = together(trackingRights, {
  get: [publishedMarks, eventLogs],
  query: [events, timelineEntries, auditEntries, auditHeads],
  put: [recordsOfCalls, events, pollJobs, formerNumbers, auditEntries, auditHeads],
  putAll: [leads],
  update: [publishedMarks, eventLogs],
});

/** Sightings, told of by reads; what stands there already it cannot see. */
export const keeperRights: TableRights = { put: [sightings] };

/** Endpoints, attempts and redeliveries; nothing of orders, requests or grants. */
export const senderRights: TableRights = {
  get: [webhookEndpoints, redeliveries],
  query: [webhookEndpoints, events],
  put: [webhookEndpoints, deliveries, timelineEntries],
  update: [webhookEndpoints, redeliveries],
};

/** What AT&T shows of something tracked, by a poll job or a sighting and within a budget; what was taken in is followed. */
export const pollerRights: TableRights = together(trackingRights, restrictionRights, followUpRights, {
  get: [pollJobs, sightings],
  update: [pollJobs, pollBudgets],
  delete: [sightings],
});

/** What became of requests, and having it followed. */
export const reconcilerRights: TableRights = together(trackingRights, followUpRights, restrictionRights, {
  open: [requestRecords],
  put: [formerNumbers],
  update: [requestRecords],
});

/** Poll jobs and bulk writes that nobody works on, those that operators ask about, and a sign of life. */
export const sweepRights: TableRights = {
  get: [pollJobs],
  open: [pollJobs, bulkWrites],
  put: [heartbeats, pollJobs],
  update: [pollJobs, bulkWrites],
};

/** Bulk writes, what their rows came to, and whether who submitted them may still. */
export const bulkWriterRights: TableRights = {
  get: [bulkWrites, requestRecords, clientGrants, restrictions],
  query: [bulkCalls],
  update: [bulkWrites, bulkCalls],
};

const kinds = Object.values(longRunningRequests);

/** How far the drift report is, what it found, and its questions; of what it compares it can change nothing. */
export const driftRights: TableRights = {
  get: [...kinds, pollJobs, restrictions],
  query: [lines, driftRuns],
  list: [...kinds, trackedOrders],
  put: [driftRuns, driftFindings],
  update: [pollBudgets],
};

/** Messages of AT&T’s, stored. */
export const pushReceiverRights: TableRights = { put: [pushes], update: [pushes] };

const tracked = [trackedOrders, ...kinds];

/** What such a message changes of what is tracked, and having AT&T asked about it. */
export const pushApplierRights: TableRights = together(trackingRights, {
  get: [pushes, pollJobs, ...tracked],
  query: [pushes],
  open: [pushes],
  update: [pushes, pollJobs],
});
