import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { driftReportName } from '#drift/drift-report-name';
import { pushApplierName } from '#pushes/push-applier-name';
import { pushReceiverName } from '#pushes/receive-push';
import type { Tenant } from '../config/tenant';
import { BulkWriter } from '../constructs/bulk-writer';
import { keepEnvironment } from '../constructs/environment-guard';
import { EventPublisher } from '../constructs/event-publisher';
import { PollerSweep } from '../constructs/poller-sweep';
import { PushApi } from '../constructs/push-api';
import { PushApplier } from '../constructs/push-applier';
import { PushReceiver } from '../constructs/push-receiver';
import { DriftReporter } from '../constructs/drift-reporter';
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

/** What goes on when no partner calls: pollers, bulk writes, the reconciler, the drift report, events and webhooks. */
export class TrackingStack extends Stack {
  constructor(scope: Construct, { tenant, data, operations, bindings, isSimulated, codeOf }: TrackingStackProps) {
    super(scope, stackName(tenant.tenant, 'tracking'), {
      env: { region: tenant.region },
      description: `AT&T partner gateway of ${tenant.tenant}: tracking`,
    });
    keepEnvironment(this, isSimulated ? 'simulator' : tenant.environment);
    const { key, table, bus } = data;
    const kept = { tenant, key, table };
    const asking = { ...kept, bindings, isSimulated };
    new StatusPoller(this, 'StatusPoller', { ...asking, code: codeOf('status-poller') });
    new PollerSweep(this, 'PollerSweep', { ...kept, code: codeOf('poller-sweep') });
    new Reconciler(this, 'Reconciler', { ...asking, operations, code: codeOf('reconciler') });
    new DriftReporter(this, 'DriftReport', { ...asking, code: codeOf(driftReportName) });
    new BulkWriter(this, 'BulkWriter', { ...kept, operations, code: codeOf('bulk-writer') });
    if (tenant.pushes) this.takePushes(tenant, tenant.pushes, kept, codeOf);
    const telling = { ...kept, bus };
    new EventPublisher(this, 'EventPublisher', { ...telling, code: codeOf('event-publisher') });
    new WebhookSender(this, 'WebhookSender', { ...telling, code: codeOf('webhook-sender') });
  }

  private takePushes(
    tenant: Tenant,
    pushes: NonNullable<Tenant['pushes']>,
    kept: Pick<TrackingStackProps['data'], 'key' | 'table'>,
    codeOf: TrackingStackProps['codeOf'],
  ): void {
    const shared = { tenant, key: kept.key, table: kept.table };
    const applier = new PushApplier(this, pushApplierName, { ...shared, code: codeOf(pushApplierName) });
    const code = codeOf(pushReceiverName);
    const receiver = new PushReceiver(this, pushReceiverName, { ...shared, pushes, applier, code });
    const { url } = new PushApi(this, 'PushApi', { tenant, key: kept.key, receiver });
    new CfnOutput(this, 'PushUrl', { value: url, description: 'Where AT&T pushes to, by Solution Provider' });
  }
}
