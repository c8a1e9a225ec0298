import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import { readBacksOf } from '#domain/read-backs-of';
import { findingRights, reconcilerRights } from '#entry/background-rights';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from '../config/tenant';
import { reconcilerName } from '../names';
import { ReadingFunction } from './reading-function';
import { portInSettings, solutionProviderSettings } from './records';
import { byScheduleAlone, runEvery } from './run-every';

export interface ReconcilerProps {
  tenant: Tenant;
  table: Table;
  key: IKey;
  operations: readonly Operation[];
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  code: Code;
}

/** Finds out, every two minutes, what became of writes nobody knows the outcome of. It reads AT&T and never writes to it. */
export class Reconciler extends ReadingFunction {
  constructor(scope: Construct, id: string, { operations, ...props }: ReconcilerProps) {
    const reads = readsOf({ operations, bindings: props.bindings });
    super(scope, id, {
      ...props,
      name: reconcilerName,
      rights: { name: 'FindOutWhatBecame', rights: reconcilerRights },
      ownRights: { name: 'FindRequests', rights: findingRights },
      description: 'Finds out what became of writes that ended without an answer, and whether AT&T takes credentials',
      reads,
      dataKeys: ['answers'],
      timeout: Duration.minutes(5),
      ...byScheduleAlone,
      environment: { ...solutionProviderSettings(props.tenant), ...portInSettings(props.tenant) },
    });
    runEvery(this, props.tenant, reconcilerName, 'Has unknown outcomes of writes looked into');
  }
}

/** Those that show what became of a write, and a bound one of each other family, by which stored credentials can be tried. */
const readsOf = ({ operations, bindings }: Pick<ReconcilerProps, 'operations' | 'bindings'>): Operation[] => {
  const reads = new Set<Operation>(operations.flatMap((one) => readBacksOf(one).map(({ by }) => by)));
  for (const operation of operations) {
    const isBoundRead = operation.idempotency === 'safe' && bindings[operation.id]?.baseUrl !== undefined;
    if (isBoundRead && ![...reads].some(({ family }) => family === operation.family)) reads.add(operation);
  }
  return [...reads];
};
