import { operationEntryOf } from '#domain/operation-entry';
import { comparedReads } from '#operations/compared-reads';

/** The reads by whose answers something is recorded. */
export const recordingReads = comparedReads.filter((read) => operationEntryOf(read).handler === 'trackedRead');
