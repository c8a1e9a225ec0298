import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eventBridge, stepFunctions } from '#entry/aws-clients';
import { backgroundStores } from '#entry/background-stores';
import { composeStream } from '#entry/compose-stream';
import { auditFingerprints } from '#entry/data-keys';
import { environment, gatewayTable, observability } from '#entry/process';
import { createEventBus } from '#events/event-bus';
import { handleChanges } from '#events/handle-changes';
import { itemChangeOf } from '#events/stream-record';
import { businessNow } from '#platform/clock';
import { createStartExecution, sdkAskToStart } from '#platform/start-execution';

const { eventBusName, statusPollerArn } = environment('eventBusName', 'statusPollerArn');

const startExecution =
  statusPollerArn === undefined ? undefined : createStartExecution(sdkAskToStart(stepFunctions()), statusPollerArn);

const stores = backgroundStores();

const deps = composeStream({
  ...observability(),
  table: gatewayTable(stores),
  auditFingerprints: auditFingerprints(stores),
  bus: createEventBus(eventBridge(), eventBusName),
  now: businessNow,
  startExecution,
});

/** Runs on the table’s stream. Lambda tries again from the earliest change named in the answer. */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const failed = await handleChanges(deps, Records.map(itemChangeOf));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
