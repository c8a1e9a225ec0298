import {
  bulkCalls,
  bulkWrites,
  clientGrants,
  deliveries,
  eventLogs,
  events,
  formerNumbers,
  heartbeats,
  leads,
  pollBudgets,
  pollJobs,
  publishedMarks,
  pushes,
  redeliveries,
  requestRecords,
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

/** The authorizer. */
export const authorizerRights: TableRights = { get: [clientGrants] };

/** Outcomes into what waits for them, what belongs to records, leads and the log of events. */
export const publisherRights: TableRights = together(trackingRights, {
  get: [publishedMarks, eventLogs],
  query: [events, timelineEntries],
  put: [events, pollJobs, formerNumbers],
  putAll: [leads],
  update: [publishedMarks, eventLogs],
});

/** Endpoints, attempts and redeliveries; nothing of orders, requests or grants. */
export const senderRights: TableRights = {
  get: [webhookEndpoints, redeliveries],
  query: [webhookEndpoints, events],
  put: [webhookEndpoints, deliveries, timelineEntries],
  update: [webhookEndpoints, redeliveries],
};

/** What AT&T shows of something tracked, by a poll job and within a budget. */
export const pollerRights: TableRights = together(trackingRights, {
  get: [pollJobs],
  update: [pollJobs, pollBudgets],
});

/** What became of requests, and having it followed. */
export const reconcilerRights: TableRights = together(trackingRights, followUpRights, {
  open: [requestRecords],
  put: [formerNumbers],
  update: [requestRecords],
});

/** Poll jobs and bulk writes that nobody works on, and a sign of life. */
export const sweepRights: TableRights = {
  open: [pollJobs, bulkWrites],
  put: [heartbeats],
  update: [pollJobs, bulkWrites],
};

/** Bulk writes, what their rows came to, and whether who submitted them may still. */
export const bulkWriterRights: TableRights = {
  get: [bulkWrites, requestRecords, clientGrants],
  query: [bulkCalls],
  update: [bulkWrites, bulkCalls],
};

/** Messages of AT&T’s, stored. */
export const pushReceiverRights: TableRights = { put: [pushes], update: [pushes] };

const tracked = [trackedOrders, ...Object.values(longRunningRequests)];

/** What such a message changes of what is tracked, and having AT&T asked about it. */
export const pushApplierRights: TableRights = together(trackingRights, {
  get: [pushes, pollJobs, ...tracked],
  query: [pushes],
  open: [pushes],
  update: [pushes, pollJobs],
});
