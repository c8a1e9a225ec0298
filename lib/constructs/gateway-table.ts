import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { auditEntries } from '#platform/table/keys';
import { tableDefinition, type TableKey } from '#platform/table/table-definition';

const keyOf = ({ partition, sort }: TableKey) => ({
  partitionKey: { name: partition, type: AttributeType.STRING },
  sortKey: { name: sort, type: AttributeType.STRING },
});

/**
 * Whoever may delete items, an operator too, may delete or change no entry of the audit: nobody does without changing this
 * policy first. IAM cannot tell a put that makes an item from one that replaces it; the entries’ signatures can.
 */
const auditStays = new PolicyStatement({
  sid: 'AuditStays',
  effect: Effect.DENY,
  principals: [new AnyPrincipal()],
  actions: ['dynamodb:DeleteItem', 'dynamodb:UpdateItem', 'dynamodb:PartiQLDelete', 'dynamodb:PartiQLUpdate'],
  // In a table’s own policy that is the table, which cannot name itself while it is made.
  resources: ['*'],
  conditions: {
    'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': [`${auditEntries.key.partitionPrefix}*`] },
  },
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
      resourcePolicy: new PolicyDocument({ statements: [auditStays] }),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    for (const [indexName, key] of Object.entries(tableDefinition.indexes)) {
      this.addGlobalSecondaryIndex({ indexName, ...keyOf(key) });
    }
  }
}
