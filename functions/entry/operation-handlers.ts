import type { AroundCalls, WriteDependencies, WriteRecords } from '#api/call-dependencies';
import { createHandler, type OperationHandler } from '#api/read-handler';
import { createWriteHandler } from '#api/write-handler';
import type { AttClient } from '#att/client';
import type { Operation } from '#domain/define-operation';
import { invokeAtOnce } from '#entry/callers-clients';
import { callersStores } from '#entry/callers-stores';
import { crossOrigin } from '#entry/cross-origin';
import { callPorts, type CallPorts } from '#entry/compose-att';
import { trackingPorts, type ComposeEffects, type TrackingPorts } from '#entry/compose-effects';
import { answerCipher, fingerprints } from '#entry/data-keys';
import { environment, gatewayTable } from '#entry/process';
import type { Metrics } from '#platform/metrics';
import { rehearsalTable } from '#platform/table/rehearsal-table';
import type { Table } from '#platform/table/table';
import { awaitingSightings } from '#polling/awaiting-sightings';
import { leavingByKeeper, leavingSightings, type LeavingSightings } from '#polling/leaving-sightings';
import { createChangeMarks } from '#read-cache/change-marks';
import { markingChanges } from '#read-cache/marking-changes';
import { createReadCache, type ReadCache } from '#read-cache/read-cache';
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

/** What handlers that keep records are made of. */
export type RecordPorts = CallPorts & TrackingPorts & AroundCalls;

/** What handlers of writes are made of. */
export type WritePorts = RecordPorts & Pick<WriteDependencies, 'fingerprints' | 'answerCipher' | 'lateAnswers'>;

/** The handler of an operation that changes something. */
export const composeWrite = (operation: Operation, effects: ComposeEffects, ports: WritePorts): OperationHandler =>
  createWriteHandler(operation, writeDependencies(effects, ports));

/** What such a handler works with, and the worker its writes are handed over to. */
export const writeDependencies = (effects: ComposeEffects, ports: WritePorts): WriteDependencies => {
  const recordsIn = (table: Table): WriteRecords => ({
    requests: createRequestStore(table, ports.now),
    effects: awaitingSightings(effects({ ...ports, table }), ports),
  });
  return {
    ...ports,
    ...recordsIn(ports.table),
    att: markingAtt(ports),
    rehearsal: () => recordsIn(rehearsalTable(ports.table)),
  };
};

/** Whose writes end what is kept of lines and accounts, where the tenant keeps anything. */
const markingAtt = ({ settings, att, table, log, wireNow }: RecordPorts): AttClient =>
  settings.readCacheSeconds === undefined ? att : markingChanges(att, createChangeMarks(table, wireNow), log, wireNow);

/** Who records counts what there is to count. */
const uncounted: Metrics = { emit: () => undefined };

/** What handlers of such reads are made of. */
export type ReadPorts = RecordPorts & Pick<LeavingSightings, 'leaveSighting'>;

/** The handler of an operation that only reads, and whose answer may tell of something tracked. */
export const composeRead = (operation: Operation, effects: ComposeEffects, ports: ReadPorts): OperationHandler =>
  createHandler(
    operation,
    { ...ports, readCache: readCacheOf(operation, ports, () => ports.table) },
    leavingSightings((table) => effects({ ...ports, table, metrics: uncounted, notesNewsAlone: true }), ports),
  );

/** Undefined where answers to the operation are not kept, or the tenant keeps none. */
const readCacheOf = (
  { cacheable }: Operation,
  { settings: { readCacheSeconds }, wireNow: now }: Pick<CallPorts, 'settings' | 'wireNow'>,
  table: () => Table,
): ReadCache | undefined =>
  cacheable === undefined || readCacheSeconds === undefined
    ? undefined
    : createReadCache({ marks: createChangeMarks(table(), now), seconds: readCacheSeconds, now });

/** What handlers of this process work with whatever they do. */
const ports = (): CallPorts & AroundCalls => ({
  ...callPorts(callersStores()),
  ...crossOrigin(),
});

/** Handlers of this process: what the entry of an operation’s function exports, by the kind of its entry. */
export const write = (operation: Operation, effects: ComposeEffects): OperationHandler =>
  composeWrite(operation, effects, writePorts());

/** What writes of this process work with. */
export const writePorts = (): WritePorts => ({
  ...ports(),
  ...trackingPorts(callersStores()),
  fingerprints: fingerprints(callersStores()),
  answerCipher: answerCipher(callersStores()),
});

export const trackedRead = (operation: Operation, effects: ComposeEffects): OperationHandler =>
  composeRead(operation, effects, {
    ...{ ...ports(), ...trackingPorts(callersStores()) },
    leaveSighting: leavingByKeeper(invokeAtOnce(), environment('sightingKeeperName').sightingKeeperName),
  });

export const cachedRead = (operation: Operation): OperationHandler => {
  const own = ports();
  return createHandler(operation, {
    ...own,
    readCache: readCacheOf(operation, own, () => gatewayTable(callersStores())),
  });
};

export const read = (operation: Operation): OperationHandler => createHandler(operation, ports());
