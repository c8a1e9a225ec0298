import { setTimeout as sleep } from 'node:timers/promises';
import { createHandOver } from '#api/late-answers';
import { createLateWorker, type LateWorker } from '#api/late-worker';
import type { OperationHandler } from '#api/read-handler';
import { createWriteHandler } from '#api/write-handler';
import type { Operation } from '#domain/define-operation';
import { invokeLater } from '#entry/callers-clients';
import type { ComposeEffects } from '#entry/compose-effects';
import { writeDependencies, writePorts } from '#entry/operation-handlers';
import { environment } from '#entry/process';
import { createRestrictionOf } from '#platform/restrictions';

export {
  activationEffects,
  lineEffects,
  lineReadEffects,
  orderEffects,
  plainEffects,
  portInEffects,
  provisioningEffects,
} from '#entry/compose-effects';

/** Handlers of an operation that changes something, where AT&T may answer late: that of calls, and that of its worker. */
export const lateWrite = (
  operation: Operation,
  effects: ComposeEffects,
): { handler: OperationHandler; worker: LateWorker } => {
  const { lateAnswers } = environment('lateAnswers');
  if (!lateAnswers) throw new Error('Nobody says who makes writes that are answered late.');
  const longestMs = lateAnswers.seconds * 1_000;
  const handOver = createHandOver(invokeLater(), lateAnswers.workerPrefix);
  const ports = writePorts();
  const restrictionOf = createRestrictionOf(ports.table, ports.wireNow);
  const deps = { ...writeDependencies(effects, ports), lateAnswers: { longestMs, handOver, pause: sleep } };
  return {
    handler: createWriteHandler(operation, deps),
    worker: createLateWorker(operation, deps, { longestMs, restrictionOf }),
  };
};
