import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { driftReportName } from '#drift/drift-report-name';
import { comparedReads } from '#operations/compared-reads';
import {
  driftFindings,
  driftRuns,
  lines,
  longRunningRequests,
  pollBudgets,
  pollJobs,
  trackedOrders,
} from '#platform/table/keys';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { TableRights } from '#platform/table/table-rights';
import type { Tenant } from '../config/tenant';
import { solutionProviderSettings } from './poller-sweep';
import { ReadingFunction } from './reading-function';
import { nextRunGoesOn, runEvery } from './run-every';
import { mayUseTable } from './table-permissions';

export interface DriftReporterProps {
  tenant: Tenant;
  table: Table;
  key: IKey;
  /** Every operation’s. */
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  code: Code;
}

const kinds = Object.values(longRunningRequests);

/** It writes how far it is and what it found, and counts its questions; of what it compares it can change nothing. */
const rights: TableRights = {
  get: [...kinds, pollJobs],
  query: [lines, driftRuns],
  list: [...kinds, trackedOrders],
  put: [driftRuns, driftFindings],
  update: [pollBudgets],
};

/** Compares, once a day, what is known here with what AT&T shows. Goes on every five minutes, as far as polls are left. */
export class DriftReporter extends ReadingFunction {
  constructor(scope: Construct, id: string, props: DriftReporterProps) {
    const { tenant, table, key } = props;
    super(scope, id, {
      ...props,
      name: driftReportName,
      description: 'Compares what is known here with what AT&T shows, and changes nothing',
      reads: comparedReads.map((read) => read.id),
      families: [...new Set(comparedReads.map(({ family }) => family))],
      // A little less than until the next run.
      timeout: Duration.seconds(290),
      tablePermissions: mayUseTable(table, key, scope, { name: 'CompareViews', rights }),
      environment: { ...solutionProviderSettings(tenant), pollsPerMinute: tenant.polling.pollsPerMinute },
      afterFailure: nextRunGoesOn,
    });
    runEvery(this, tenant, driftReportName, 'Has the drift report of the day gone on with');
  }
}
