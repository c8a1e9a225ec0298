import { endpointPartition, requestPartition, trackedPartition } from '#events/tracked-image';
import { pollJobPartition } from '#polling/poll-job';
import { taskPartition } from '#webhooks/task';

/** Starts of the partition keys of items whose changes the publisher does something about. */
export const watchedPartitions: readonly string[] = [
  trackedPartition,
  requestPartition,
  endpointPartition,
  taskPartition,
  pollJobPartition,
];
