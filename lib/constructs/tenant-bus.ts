import { RemovalPolicies } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { serviceName } from '../names';
import { acceptEvents, DeadLetterQueue, tellQueueUrl } from './gateway-queue';

/** Names the queue of events that the bus itself could not read or keep, because of the key they are under. */
export const busDeadLetters = 'bus-dead-letters';

/** What events are put on, under the tenant’s key. It stays when the stack goes, and so does what it laid aside. */
export class TenantBus extends EventBus {
  constructor(scope: Construct, id: string, tenant: string, kmsKey: IKey) {
    const deadLetterQueue = new DeadLetterQueue(scope, `${id}DeadLetters`, tenant, busDeadLetters);
    super(scope, id, { eventBusName: serviceName(tenant), kmsKey, deadLetterQueue });
    acceptEvents(deadLetterQueue, this.eventBusArn);
    tellQueueUrl(scope, 'BusDeadLettersUrl', deadLetterQueue);
    for (const kept of [this, deadLetterQueue]) RemovalPolicies.of(kept).retainOnUpdateOrDelete();
  }
}
