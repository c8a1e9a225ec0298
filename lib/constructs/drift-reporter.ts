import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { driftRights } from '#entry/background-rights';
import { driftReportName } from '#drift/drift-report-name';
import { comparedReads } from '#operations/compared-reads';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from '../config/tenant';
import { ReadingFunction } from './reading-function';
import { solutionProviderSettings } from './records';
import { byScheduleAlone, runEvery } from './run-every';

export interface DriftReporterProps {
  tenant: Tenant;
  table: Table;
  key: IKey;
  /** Every operation’s. */
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  code: Code;
}

/** Compares, once a day, what is known here with what AT&T shows. Goes on every five minutes, as far as polls are left. */
export class DriftReporter extends ReadingFunction {
  constructor(scope: Construct, id: string, props: DriftReporterProps) {
    const { tenant } = props;
    super(scope, id, {
      ...props,
      name: driftReportName,
      description: 'Compares what is known here with what AT&T shows, and changes nothing',
      rights: { name: 'CompareViews', rights: driftRights },
      reads: comparedReads,
      // A little less than until the next run.
      timeout: Duration.seconds(290),
      environment: { ...solutionProviderSettings(tenant), pollsPerMinute: tenant.polling.pollsPerMinute },
      ...byScheduleAlone,
    });
    runEvery(this, tenant, driftReportName, 'Has the drift report of the day gone on with');
  }
}
