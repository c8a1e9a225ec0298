import {
  Dashboard,
  GraphWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  Stats,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { MetricName } from '#platform/metrics';
import type { Tenant } from '../config/tenant';
import { serviceName } from '../names';
import { familiesOf } from './call-alarms';
import {
  ageOfPortIns,
  callsByOperation,
  deliveries,
  ordersByState,
  rejections,
  timesOfAtt,
} from './dashboard-questions';
import { ofApi, totalOf, totalOfFamily } from './gateway-metrics';
import { inAscii } from './in-ascii';
import { callsOf, logGroupsOf, textOf, type LogQuestion } from './saved-query';

/**
 * What an operator looks at first. Graphs show what is measured anyway; tables ask the logs when somebody looks, and name operations and
 * Solution Providers.
 */
export class GatewayDashboard extends Dashboard {
  constructor(scope: Construct, id: string, tenant: Tenant) {
    super(scope, id, { dashboardName: serviceName(tenant.tenant) });
    const { tenant: name } = tenant;
    const totals = (...metrics: MetricName[]): IMetric[] => metrics.map((metric) => totalOf(name, metric));
    const table = (title: string, question: LogQuestion, width?: number): LogQueryWidget =>
      tableOf(name, title, question, width);
    this.addWidgets(
      graph('Calls and errors', [
        ofApi(tenant, 'Count', Stats.SUM),
        ofApi(tenant, '4XXError', Stats.SUM),
        ofApi(tenant, '5XXError', Stats.SUM),
      ]),
      graph('Time to answer, ms', [ofApi(tenant, 'Latency', Stats.p(50)), ofApi(tenant, 'Latency', Stats.p(99))]),
    );
    this.addWidgets(
      graph(
        'Failed calls by API family',
        familiesOf(tenant).map((family) => totalOfFamily(name, family, 'OperationFailures').with({ label: family })),
      ),
      graph('Requests to AT&T, and those without a usable answer', totals('UpstreamRequests', 'UpstreamFailures')),
    );
    this.addWidgets(table('Calls by operation: failures, and time to answer in ms', callsByOperation, 24));
    this.addWidgets(
      table('Failed calls by operation and Solution Provider', callsOf('OperationFailures')),
      table('AT&T without a usable answer', callsOf('UpstreamFailures')),
    );
    this.addWidgets(
      table('AT&T’s time to answer by operation, in ms', timesOfAtt),
      graph('Limits of clients: refused, not counted', totals('ClientLimitRefusals', 'CallsNotCounted')),
    );
    this.addWidgets(table('Orders by state', ordersByState), table('Port-ins open, by age', ageOfPortIns));
    this.addWidgets(table('Why port-ins are rejected', rejections), table('Webhooks by what came of them', deliveries));
  }
}

const graph = (title: string, left: IMetric[]): GraphWidget =>
  new GraphWidget({ title: inAscii(title), left, width: 12 });

const tableOf = (tenant: string, title: string, question: LogQuestion, width = 12): LogQueryWidget =>
  new LogQueryWidget({
    title: inAscii(title),
    logGroupNames: logGroupsOf(tenant, question),
    queryString: textOf(question),
    view: LogQueryVisualizationType.TABLE,
    width,
  });
