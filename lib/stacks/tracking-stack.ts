import { Stack } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from '../config/tenant';
import { BulkWriter } from '../constructs/bulk-writer';
import { EventPublisher } from '../constructs/event-publisher';
import { PollerSweep } from '../constructs/poller-sweep';
import { Reconciler } from '../constructs/reconciler';
import { StatusPoller } from '../constructs/status-poller';
import { WebhookSender } from '../constructs/webhook-sender';
import { stackName } from '../names';
import type { DataStack } from './data-stack';

export interface TrackingStackProps {
  tenant: Tenant;
  data: Pick<DataStack, 'key' | 'table' | 'bus'>;
  operations: readonly Operation[];
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  /** The bundle of a function by its name. */
  codeOf: (name: string) => Code;
}

/** What goes on when no partner calls: pollers, bulk writes, the reconciler, events and webhooks. */
export class TrackingStack extends Stack {
  constructor(scope: Construct, { tenant, data, operations, bindings, isSimulated, codeOf }: TrackingStackProps) {
    super(scope, stackName(tenant.tenant, 'tracking'), {
      env: { region: tenant.region },
      description: `AT&T partner gateway of ${tenant.tenant}: tracking`,
    });
    const { key, table, bus } = data;
    const kept = { tenant, key, table };
    const asking = { ...kept, bindings, isSimulated };
    new StatusPoller(this, 'StatusPoller', { ...asking, code: codeOf('status-poller') });
    new PollerSweep(this, 'PollerSweep', { ...kept, code: codeOf('poller-sweep') });
    new Reconciler(this, 'Reconciler', { ...asking, operations, code: codeOf('reconciler') });
    new BulkWriter(this, 'BulkWriter', { ...kept, operations, code: codeOf('bulk-writer') });
    const telling = { ...kept, bus };
    new EventPublisher(this, 'EventPublisher', { ...telling, code: codeOf('event-publisher') });
    new WebhookSender(this, 'WebhookSender', { ...telling, code: codeOf('webhook-sender') });
  }
}
