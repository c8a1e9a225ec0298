import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { publisherDependencies } from '#entry/events-dependencies';
import { handleChanges } from '#events/handle-changes';
import { itemChangeOf } from '#events/stream-record';

const deps = publisherDependencies();

/** Runs on the table’s stream. Lambda tries again from the earliest change named in the answer. */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const failed = await handleChanges(deps, Records.map(itemChangeOf));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
