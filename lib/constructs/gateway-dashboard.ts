import { Dashboard, GraphWidget, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Tenant } from '../config/tenant';
import { serviceName } from '../names';
import { authorizerFailureMetric, perOperation } from './gateway-metrics';
import { inAscii } from './in-ascii';

/** What an operator looks at first: calls, failures and times, for the gateway and per operation. */
export class GatewayDashboard extends Dashboard {
  constructor(scope: Construct, id: string, { tenant, environment }: Tenant) {
    super(scope, id, { dashboardName: serviceName(tenant) });
    const ofApi = (metricName: string, statistic: string): Metric =>
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName,
        dimensionsMap: { ApiName: serviceName(tenant), Stage: environment },
        statistic,
      });
    this.addWidgets(
      graph('Calls and errors', [
        ofApi('Count', Stats.SUM),
        ofApi('4XXError', Stats.SUM),
        ofApi('5XXError', Stats.SUM),
      ]),
      graph('Time to answer, ms', [ofApi('Latency', Stats.p(50)), ofApi('Latency', Stats.p(99))]),
    );
    this.addWidgets(
      graph('Calls per operation', [perOperation(tenant, 'OperationCalls', Stats.SUM)]),
      graph('Failures per operation', [perOperation(tenant, 'OperationFailures', Stats.SUM)]),
    );
    this.addWidgets(
      graph('AT&T’s time to answer, ms (p90)', [perOperation(tenant, 'UpstreamDuration', Stats.p(90))]),
      graph('Requests to AT&T without a usable answer', [perOperation(tenant, 'UpstreamFailures', Stats.SUM)]),
    );
    this.addWidgets(
      graph('Credentials refused or unreadable', [perOperation(tenant, 'CredentialFailures', Stats.SUM)]),
      graph('Authorizer failures', [authorizerFailureMetric(tenant)]),
    );
    this.addWidgets(
      graph('Calls refused by a client’s limits', [perOperation(tenant, 'ClientLimitRefusals', Stats.SUM)]),
      graph('Calls that could not be counted', [perOperation(tenant, 'CallsNotCounted', Stats.SUM)]),
    );
  }
}

const graph = (title: string, left: IMetric[]): GraphWidget =>
  new GraphWidget({ title: inAscii(title), left, width: 12 });
