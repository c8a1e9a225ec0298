import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from '../config/tenant';
import { solutionProviderSettings } from './poller-sweep';
import { ReadingFunction } from './reading-function';
import { portInSettings } from './records';
import { nextRunGoesOn, runEvery } from './run-every';

export interface ReconcilerProps {
  tenant: Tenant;
  table: Table;
  key: IKey;
  operations: readonly Operation[];
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  code: Code;
}

export const reconcilerName = 'reconciler';

/** Finds out, every two minutes, what became of writes nobody knows the outcome of. It reads AT&T and never writes to it. */
export class Reconciler extends ReadingFunction {
  constructor(scope: Construct, id: string, { operations, ...props }: ReconcilerProps) {
    const reads = new Set(operations.flatMap(({ readBack }) => (readBack ? [readBack.by] : [])));
    super(scope, id, {
      ...props,
      name: reconcilerName,
      description: 'Finds out what became of writes that ended without an answer',
      reads: [...reads].map(({ id }) => id),
      families: [...new Set([...reads].map(({ family }) => family))],
      dataKeys: ['answers'],
      timeout: Duration.minutes(5),
      afterFailure: nextRunGoesOn,
      environment: { ...solutionProviderSettings(props.tenant), ...portInSettings(props.tenant) },
    });
    runEvery(scope, `${id}Schedule`, this, Duration.minutes(2), 'Has unknown outcomes of writes looked into');
  }
}
