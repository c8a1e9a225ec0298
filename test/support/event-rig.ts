import { publisherRights } from '#entry/background-rights';
import { grantedTable } from './granted-table';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { composeStream } from '#entry/compose-stream';
import type { ResourceEvent } from '#events/event';
import type { EventBus } from '#events/event-bus';
import { handleChanges, type PublisherDependencies } from '#events/handle-changes';
import { itemChangeOf } from '#events/stream-record';
import { createFingerprints } from '#platform/data-keys/fingerprints';
import { createTable, type Item, type Key, type Table } from '#platform/table/table';
import { createOrderStore } from '#tracking/order/order-store';
import { dataKeys } from './data-keys';
import { dynaliteClient, tableName, type Client } from './dynalite-client';
import { fixedClock, recordingLog, recordingMetrics } from './fakes';

export const solutionProvider = 'SP-A';

/** A bus that remembers what it took. */
export const recordingBus = (): EventBus & { events: ResourceEvent[]; tasks: object[] } => {
  const events: ResourceEvent[] = [];
  const tasks: object[] = [];
  return {
    events,
    tasks,
    put: (some) => Promise.resolve(void events.push(...some)),
    putTask: (task) => Promise.resolve(void tasks.push(task)),
  };
};

let sequenceNumber = 0;

/** A record of the table's stream. */
export const streamRecord = (key: Key, before: Item | undefined, after: Item | undefined): DynamoDBRecord => {
  const image = (item: Item | undefined) => item && marshall(item, { removeUndefinedValues: true });
  sequenceNumber += 1;
  const dynamodb = {
    Keys: image({ pk: key.pk, sk: key.sk }),
    OldImage: image(before),
    NewImage: image(after),
    SequenceNumber: String(sequenceNumber),
  };
  // Lambda's and the SDK's types of the same wire format differ.
  return { eventName: before ? 'MODIFY' : 'INSERT', dynamodb } as DynamoDBRecord;
};

/** The publisher over DynamoDB, with a bus that remembers and a clock that stands. */
export const publisherRig = async (client?: Client) => {
  const clock = fixedClock();
  const table = createTable(client ?? (await dynaliteClient()), tableName);
  const bus = recordingBus();
  const [log, metrics, now] = [recordingLog(), recordingMetrics(), clock.now];
  const auditFingerprints = createFingerprints(dataKeys('audit'));
  const deps = {
    ...composeStream({ table: grantedTable(table, publisherRights), bus, now, log, metrics, auditFingerprints }),
    bus,
    log,
    metrics,
    table,
    auditFingerprints,
  };
  const publish = (records: readonly DynamoDBRecord[], changed: Partial<PublisherDependencies> = {}) =>
    handleChanges({ ...deps, ...changed }, records.map(itemChangeOf));
  return { ...deps, clock, publish, orders: createOrderStore(table, clock.now) };
};

/** Follows one item: each call tells of its change since the call before, as the stream would. */
export const follow = (table: Table, key: Key) => {
  let before: Item | undefined;
  return async (): Promise<DynamoDBRecord> => {
    const after = await table.get(key);
    const record = streamRecord(key, before, after);
    before = after;
    return record;
  };
};
