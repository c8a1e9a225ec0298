import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, StartingPosition, type Code } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { publisherName } from '#events/handle-changes';
import { publisherRights } from '#entry/background-rights';
import { watchedBulkWrites, watchedPartitions } from '#entry/events-watched-partitions';
import { pollJobs } from '#platform/table/keys';
import type { Tenant } from '../config/tenant';
import { secretPrefix } from '../names';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService } from './gateway-function';
import { DeadLetterQueue, tellQueueUrl } from './gateway-queue';
import { maySendMessages } from './queue-permissions';
import { recordSettings } from './records';
import { mayStartPollers, statusPollerArn } from './status-poller';
import { mayUseTable } from './table-permissions';

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
        ...mayUseTable(table, key, scope, { name: 'CarryOnChanges', rights: publisherRights }),
        // What signs the entries of the audit.
        mayReadDataKeys(scope, tenant.tenant, ['audit']),
        throughService('secretsmanager', key, scope, ['kms:Decrypt']),
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
