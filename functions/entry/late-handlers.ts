import { setTimeout as sleep } from 'node:timers/promises';
import { createHandOver } from '#api/late-answers';
import { createLateWorker, type LateWorker } from '#api/late-worker';
import type { OperationHandler } from '#api/read-handler';
import { createWriteHandler } from '#api/write-handler';
import type { WriteDependencies } from '#api/call-dependencies';
import type { Operation } from '#domain/define-operation';
import { remembered } from '#domain/remembered';
import { bySolutionProvider } from '#entry/by-solution-provider';
import { invokeLater } from '#entry/callers-clients';
import { callersStores } from '#entry/callers-stores';
import type { ComposeEffects } from '#entry/compose-effects';
import { writeDependencies, writePorts } from '#entry/operation-handlers';
import { environment } from '#entry/process';
import type { Stores } from '#entry/stores';
import { createRestrictionOf } from '#platform/restrictions';
import { createRequestStore } from '#requests/request-store';

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
  const portsOf = writePorts();
  const ports = portsOf(callersStores());
  const depsOf = (stores: Stores): WriteDependencies => ({
    ...writeDependencies(effects, portsOf(stores)),
    lateAnswers: { longestMs, handOver, pause: sleep },
  });
  return {
    handler: bySolutionProvider((stores) => createWriteHandler(operation, depsOf(stores))),
    worker: createLateWorker(operation, {
      longestMs,
      wireNow: ports.wireNow,
      requests: createRequestStore(ports.table, ports.now),
      restrictionOf: createRestrictionOf(ports.table, ports.wireNow),
      depsOf: remembered((solutionProvider) => depsOf(callersStores().of(solutionProvider))),
    }),
  };
};
