import {
  bulkWrites,
  heartbeats,
  pollJobs,
  requestRecords,
  sightings,
  trackedOrders,
  webhookEndpoints,
  webhookTasks,
} from '#platform/table/keys';

/** Starts of the partition keys of items whose changes the publisher does something about. All that is tracked shares one. */
export const watchedPartitions: readonly string[] = [
  trackedOrders,
  requestRecords,
  webhookEndpoints,
  webhookTasks,
  pollJobs,
  sightings,
  heartbeats,
].map(({ key }) => key.partitionPrefix);

/** Bulk writes themselves, without their calls, which have the same partition. */
export const watchedBulkWrites = { partitionPrefix: bulkWrites.key.partitionPrefix, sort: bulkWrites.key.sortPrefix };
