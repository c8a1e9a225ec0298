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
import { bySolutionProvider } from '#entry/by-solution-provider';
import { answerCipher, fingerprints } from '#entry/data-keys';
import { environment, gatewayTable } from '#entry/process';
import type { Stores } from '#entry/stores';
import { remembered } from '#domain/remembered';
import type { Metrics } from '#platform/metrics';
import { rehearsalTable } from '#platform/table/rehearsal-table';
import type { Table } from '#platform/table/table';
import { awaitingSightings } from '#polling/awaiting-sightings';
import { leavingByKeeper, leavingSightings, type LeavingSightings } from '#polling/leaving-sightings';
import { createChangeMarks, type ChangeMarks } from '#read-cache/change-marks';
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
export const composeRead = (
  operation: Operation,
  effects: ComposeEffects,
  ports: ReadPorts,
  readCache = readCacheOf(operation, ports, () => ports.table),
): OperationHandler =>
  createHandler(
    operation,
    { ...ports, readCache },
    leavingSightings((table) => effects({ ...ports, table, metrics: uncounted, notesNewsAlone: true }), ports),
  );

/**
 * Undefined where answers to the operation are not kept, or the tenant keeps none.
 * @param tableOf where marks of a Solution Provider’s changes stand
 */
const readCacheOf = (
  { cacheable }: Operation,
  { settings: { readCacheSeconds }, wireNow: now }: Pick<CallPorts, 'settings' | 'wireNow'>,
  tableOf: (solutionProvider: string) => Table,
): ReadCache | undefined => {
  if (cacheable === undefined || readCacheSeconds === undefined) return undefined;
  const marksOf = remembered((solutionProvider) => createChangeMarks(tableOf(solutionProvider), now));
  const read: ChangeMarks['read'] = (solutionProvider, of) => marksOf(solutionProvider).read(solutionProvider, of);
  return createReadCache({ marks: { read }, seconds: readCacheSeconds, now });
};

/** What handlers of this process work with whatever they do. */
const ports = (): CallPorts & AroundCalls => ({
  ...callPorts(callersStores()),
  ...crossOrigin(),
});

/** Handlers of this process: what the entry of an operation’s function exports, by the kind of its entry. */
export const write = (operation: Operation, effects: ComposeEffects): OperationHandler => {
  const portsOf = writePorts();
  return bySolutionProvider((stores) => composeWrite(operation, effects, portsOf(stores)));
};

/** What writes of this process work with, by what they may reach. */
export const writePorts = (): ((stores: Stores) => WritePorts) => {
  const own = {
    ...ports(),
    fingerprints: fingerprints(callersStores()),
    answerCipher: answerCipher(callersStores()),
  };
  return (stores) => ({ ...own, ...trackingPorts(stores) });
};

export const trackedRead = (operation: Operation, effects: ComposeEffects): OperationHandler => {
  const own = {
    ...ports(),
    leaveSighting: leavingByKeeper(invokeAtOnce(), environment('sightingKeeperName').sightingKeeperName),
  };
  const readCache = readCacheOf(operation, own, tableOf);
  return bySolutionProvider((stores) =>
    composeRead(operation, effects, { ...own, ...trackingPorts(stores) }, readCache),
  );
};

export const cachedRead = (operation: Operation): OperationHandler => {
  const own = ports();
  return createHandler(operation, { ...own, readCache: readCacheOf(operation, own, tableOf) });
};

export const read = (operation: Operation): OperationHandler => createHandler(operation, ports());

const tableOf = (solutionProvider: string): Table => gatewayTable(callersStores().of(solutionProvider));
