import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, StartingPosition, type Code } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { publisherName } from '#events/handle-changes';
import { watchedBulkWrites, watchedPartitions } from '#entry/events-watched-partitions';
import { auditEntries, events, pollJobs, timelineEntries } from '#platform/table/keys';
import type { Tenant } from '../config/tenant';
import { secretPrefix } from '../names';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService } from './gateway-function';
import { DeadLetterQueue, tellQueueUrl } from './gateway-queue';
import { maySendMessages } from './queue-permissions';
import { notOfFunctions, recordSettings } from './records';
import { mayStartPollers, statusPollerArn } from './status-poller';

export interface EventPublisherProps {
  tenant: Tenant;
  table: Table;
  bus: EventBus;
  key: IKey;
  code: Code;
}

/** Names the queue of changes that were never published. */
export const eventDeadLetters = 'event-dead-letters';

/** Tells of every change on the bus: a function on the table’s stream. */
export class EventPublisher extends GatewayFunction {
  constructor(scope: Construct, id: string, { tenant, table, bus, key, code }: EventPublisherProps) {
    const deadLetters = new DeadLetterQueue(scope, `${id}DeadLetters`, tenant.tenant, eventDeadLetters);
    const streamArn = table.tableStreamArn ?? '';
    super(scope, id, {
      tenant,
      name: publisherName,
      description: 'Makes events and leads of what changes, and carries outcomes into what waits for them',
      code,
      key,
      timeout: Duration.seconds(60),
      afterFailure: 'The stream is read again from the change that failed; what fails for a day goes to a queue.',
      environment: {
        eventBusName: bus.eventBusName,
        statusPollerArn: statusPollerArn(scope, tenant.tenant),
        secretPrefix: secretPrefix(tenant.tenant),
        ...recordSettings(table, tenant),
      },
      permissions: [
        mayReadStream(streamArn),
        ...mayChangeTracked(table, key, scope),
        ...mayAppendAudit(table, key, scope, tenant.tenant),
        new PolicyStatement({ sid: 'PutEvents', actions: ['events:PutEvents'], resources: [bus.eventBusArn] }),
        mayStartPollers(scope, tenant.tenant),
        maySendMessages(deadLetters),
      ],
    });
    tellQueueUrl(scope, 'EventDeadLettersUrl', deadLetters);
    new EventSourceMapping(this, 'Stream', {
      target: this,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      // Changes of one partition stay in order; Solution Providers do not wait for each other.
      parallelizationFactor: 10,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // As long as the stream keeps them, less an hour to lay them aside.
      maxRecordAge: Duration.hours(23),
      onFailure: new SqsDlq(deadLetters),
      filters: [ofPartitions, ofBulkWrites, newWatches].map((pattern) => ({ pattern: JSON.stringify(pattern) })),
    });
  }
}

/** Grants, stored events and attempts change nothing anybody is told of. */
const ofPartitions = {
  dynamodb: {
    Keys: {
      pk: {
        S: watchedPartitions.filter((prefix) => prefix !== pollJobs.key.partitionPrefix).map((prefix) => ({ prefix })),
      },
    },
  },
};

const ofBulkWrites = {
  dynamodb: {
    Keys: { pk: { S: [{ prefix: watchedBulkWrites.partitionPrefix }] }, sk: { S: [watchedBulkWrites.sort] } },
  },
};

/** Every poll changes its poll job; only a new one has to be started. */
const newWatches = {
  eventName: ['INSERT'],
  dynamodb: { Keys: { pk: { S: [{ prefix: pollJobs.key.partitionPrefix }] } } },
};

const mayReadStream = (streamArn: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'ReadStream',
    actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((name) => `dynamodb:${name}`),
    resources: [streamArn],
  });

/** Entries of the audit are put, each where none is, and read; what signs them is in a secret. The table’s policy lets nobody end one. */
const mayAppendAudit = (table: Table, key: IKey, scope: Construct, tenant: string): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'AppendAudit',
    actions: ['dynamodb:PutItem', 'dynamodb:Query'],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${auditEntries.key.partitionPrefix}*`] } },
  }),
  mayReadDataKeys(scope, tenant, ['audit']),
  throughService('secretsmanager', key, scope, ['kms:Decrypt']),
];

/** Items one by one, all but those that decide who may call, and the audit. */
const mayChangeTracked = (table: Table, key: IKey, scope: Construct): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'ChangeTracked',
    actions: ['BatchWriteItem', 'GetItem', 'PutItem', 'UpdateItem'].map((name) => `dynamodb:${name}`),
    resources: [table.tableArn],
    conditions: {
      'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': notOfFunctions },
    },
  }),
  new PolicyStatement({
    sid: 'ReadEventLogAndTimelines',
    actions: ['dynamodb:Query'],
    resources: [table.tableArn],
    conditions: {
      'ForAllValues:StringLike': {
        'dynamodb:LeadingKeys': [events.key, timelineEntries.key].map((one) => `${one.partitionPrefix}*`),
      },
    },
  }),
  throughService('dynamodb', key, scope, ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey']),
];
