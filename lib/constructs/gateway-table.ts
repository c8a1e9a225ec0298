import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { tableDefinition, type TableKey } from '#platform/table/table-definition';

const keyOf = ({ partition, sort }: TableKey) => ({
  partitionKey: { name: partition, type: AttributeType.STRING },
  sortKey: { name: sort, type: AttributeType.STRING },
});

/** The gateway’s only table: grants, requests and tracked items. Its stream is the outbox of events. */
export class GatewayTable extends Table {
  constructor(scope: Construct, id: string, encryptionKey: IKey) {
    super(scope, id, {
      ...keyOf(tableDefinition.key),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      timeToLiveAttribute: tableDefinition.timeToLive,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    for (const [indexName, key] of Object.entries(tableDefinition.indexes)) {
      this.addGlobalSecondaryIndex({ indexName, ...keyOf(key) });
    }
  }
}
