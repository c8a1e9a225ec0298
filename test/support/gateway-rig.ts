import './function-environment';
import type { CallersRestrictions } from '#api/caller';
import { createAttClient } from '#att/client';
import type { CredentialStore } from '#att/credential-store';
import type { Transport } from '#att/transport';
import { asStated } from '#domain/contract/as-stated';
import type { Operation } from '#domain/define-operation';
import type { Contract } from '#domain/contract/statement';
import { operationById, type OperationId } from '#operations/registry';
import { createRequestStore } from '#requests/request-store';
import type { WriteEffects } from '#requests/write-effects';
import { addOrderNote } from '#routes/orders/add-order-note';
import { attestOrderFact } from '#routes/orders/attest-order-fact';
import { getRequest } from '#routes/requests/get-request';
import { getTrackedOrder } from '#routes/orders/get-tracked-order';
import { listOrderNotes } from '#routes/orders/list-order-notes';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';
import type { OperationHandler } from '#api/read-handler';
import type { LineChangeLimit } from '#domain/mobility/line-change-limit';
import { profilesOf } from '#domain/business-time/port-in-sla';
import { followedEffects } from '#entry/compose-effects';
import * as handlers from '#entry/operation-handlers';
import type { LateAnswers } from '#api/late-answers';
import { createLateWorker } from '#api/late-worker';
import type { GatewayEvent, GatewayResponse } from '#api/gateway-event';
import type { Cipher } from '#platform/data-keys/cipher';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import type { Settings } from '#platform/settings';
import type { RestrictionOf } from '#platform/restrictions';
import { createTable } from '#platform/table/table';
import { anyKind } from '#tracking/long-running/any-kind';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { createResolveLockOwner } from '#tracking/long-running/resolve-lock-owner';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createNoteStore } from '#tracking/note-store';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { createOrderStore } from '#tracking/order/order-store';
import { orderKey } from '#tracking/order/tracked-order';
import { resolveBindings } from '../../lib/config/resolve-bindings';
import { demoCredentials } from '../../tools/simulator/credentials';
import { answerCipherOf, fingerprintsOf } from './data-keys';
import { behindMount } from './behind-mount';
import { tableName, type Client } from './dynalite-client';
import { grantedKinds } from './granted-kinds';
import { fixedClock, nobodyRestricted, recordingLog, recordingMetrics } from './fakes';
import { gatewayEvent, lambdaContext } from './gateway-event';
import { testSettings } from './operations';
import { declared, routeHandler } from './route-handler';
import { leavingHere, tableWithSightings, takingInSightings } from './taken-in-sightings';
import { simulatedUrl } from '../../tools/simulator/in-process';

export const solutionProvider = 'A-06399x';

export interface RigOptions {
  client: Client;
  transport: Transport;
  mode?: WorkflowMode;
  /** Time at AT&T; the real one when left out. */
  now?: () => number;
  /** By which kept answers grow old; the real one when left out. */
  wireNow?: () => number;
  /** Where AT&T serves what; the simulated one when left out. */
  bindings?: Settings['bindings'];
  /** For how long answers to reads are kept; not at all when left out. */
  readCacheSeconds?: number;
  /** How AT&T has its documents; as the reference shows them when left out. */
  contract?: Contract;
  /** Besides bindings. */
  settings?: Partial<Settings>;
  /** Those of the simulator when left out. */
  credentials?: CredentialStore['read'];
  /** Of the bodies of writes; with a key of this process’s own when left out. */
  fingerprints?: Fingerprints;
  /** Of answers nobody can judge; with a key of this process’s own when left out. */
  answerCipher?: Cipher;
  /** How writes are made that AT&T may answer late; not otherwise than any when left out. */
  lateAnswers?: LateAnswers;
  /** What background work is told; that everybody is served when left out. */
  restrictionOf?: RestrictionOf;
  /** How many sensitive changes a number may have; as many as anybody likes when left out. */
  lineChangeLimit?: LineChangeLimit;
  /** Whether what a read shows is taken in before its caller goes on, as it is a moment later where the gateway runs; so when left out. */
  takesInSightings?: boolean;
}

interface CallParts {
  body?: unknown;
  query?: Record<string, string>;
  path?: Record<string, string>;
  key?: string;
  headers?: Record<string, string | string[]>;
  /** What API Gateway knows the call by. */
  gatewayId?: string;
  clientId?: string;
  /** Whether its Solution Provider is kept from AT&T. */
  restricted?: CallersRestrictions;
  /** Of the function’s time; as API Gateway waits when left out. */
  remainingMs?: number;
  /** Default: the one all rigs act for. */
  solutionProvider?: string;
}

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  /** The body read as JSON. */
  body: Record<string, unknown>;
}

const simulated = resolveBindings({ environment: 'uat', bindings: {} }, simulatedUrl);

/**
 * One process of the gateway: the real handlers, AT&T client, stores and workflow over a table and a transport that a
 * test gives. A new rig over the same two is a process started afresh.
 */
export const gatewayRig = ({
  client,
  transport,
  mode = 'strict',
  now = () => Date.now(),
  wireNow = () => Date.now(),
  bindings = simulated,
  contract = {},
  readCacheSeconds,
  fingerprints = fingerprintsOf(),
  answerCipher = answerCipherOf(),
  lineChangeLimit = 'off',
  lateAnswers,
  restrictionOf = nobodyRestricted,
  takesInSightings = true,
  settings: stated,
  credentials: secretOf = (provider, family) => Promise.resolve({ current: demoCredentials(family, provider) }),
}: RigOptions) => {
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const { table, left } = tableWithSightings(createTable(client, tableName));
  const att = createAttClient({
    transport,
    credentials: { read: secretOf, reread: secretOf },
    log,
    metrics,
    now: wireNow,
    pause: fixedClock().pause,
  });
  const settings = testSettings({ ...stated, bindings, ...(readCacheSeconds !== undefined && { readCacheSeconds }) });
  const ports: handlers.WritePorts & handlers.ReadPorts = {
    leaveSighting: leavingHere({ log, now, table }, contract),
    ...{ settings, log, metrics, att, table, now, wireNow, fingerprints, answerCipher, lateAnswers },
    workflow: mode,
    portInProfiles: profilesOf(),
    lineChangeLimit,
  };
  const orders = createOrderStore(table, now);
  const requests = createRequestStore(table, now);
  const effects = followedEffects(ports);
  const deps = { ...ports, log, metrics, requests, effects, restrictionOf };
  const locks = createUniqueLocks(table, now);
  const items = createLongRunningStore(table, locks, now, anyKind);
  const longRunning = { items, locks, resolveLockOwner: createResolveLockOwner({ table, items }), wireNow };
  const notes = createNoteStore(table, now);
  const { pause } = fixedClock();
  const records = { client, log, metrics, requests, orders, longRunning, notes, now, wireNow, answerCipher, pause };
  const viewed = { ...records, workflow: mode };
  const grantedTo = grantedKinds(ports);
  const takeIn = takingInSightings(left, ports, { contract, restrictionOf });
  const operationHandlers = new Map<OperationId, OperationHandler>();
  const handlerOf = (id: OperationId): OperationHandler => {
    const operation = asStated(contract)(operationById(id));
    const handler = operationHandlers.get(id) ?? composed(operation, grantedTo(operation));
    operationHandlers.set(id, handler);
    const called = behindMount(handler);
    return async (event, context) => {
      const answer = declared(operation, await called({ ...event, resource: operation.path }, context));
      if (takesInSightings && operation.idempotency === 'safe') await takeIn();
      return answer;
    };
  };
  return {
    ...deps,
    ...records,
    handle: (id: OperationId, event: GatewayEvent) => handlerOf(id)(event, lambdaContext()),
    call: (id: OperationId, parts: CallParts = {}) => answered(handlerOf(id), operationById(id).method, parts),
    /** Of an operation’s own function, with what it remembers. */
    effectsOf: (id: OperationId): WriteEffects => grantedTo(operationById(id)).own,
    /** What makes an operation’s writes that were handed over. */
    worker: (id: OperationId) => {
      if (!lateAnswers) throw new Error('Nothing is handed over here.');
      const operation = asStated(contract)(operationById(id));
      const { ports: granted, effects: own } = grantedTo(operation);
      const deps = handlers.writeDependencies(own, granted);
      return createLateWorker(operation, { ...deps, ...lateAnswers, restrictionOf, depsOf: () => deps });
    },
    attest: (quoteId: string, body: object, parts: CallParts = {}) =>
      answered(routeHandler(attestOrderFact, viewed), 'POST', { path: { quoteId }, body, ...parts }),
    /** What the stream does of a call: the order takes in what became of the requests it waits for. */
    carryOutcomes: (quoteId: string) =>
      createApplyOutcome(table, now)({ key: orderKey(solutionProvider, quoteId), requestId: '' }),
    order: (quoteId: string) => answered(routeHandler(getTrackedOrder, viewed), 'GET', { path: { quoteId } }),
    list: (query: Record<string, string> = {}) => answered(routeHandler(listTrackedOrders, viewed), 'GET', { query }),
    addNote: (quoteId: string, body: object, parts: CallParts = {}) =>
      answered(routeHandler(addOrderNote, viewed), 'POST', { path: { quoteId }, body, ...parts }),
    listNotes: (quoteId: string, parts: CallParts = {}) =>
      answered(routeHandler(listOrderNotes, records), 'GET', { path: { quoteId }, ...parts }),
    request: (requestId: string, parts: CallParts = {}) =>
      answered(routeHandler(getRequest, records), 'GET', { path: { requestId }, ...parts }),
  };
};
export type GatewayRig = ReturnType<typeof gatewayRig>;

const composed = (operation: Operation, granted: ReturnType<ReturnType<typeof grantedKinds>>): OperationHandler => {
  const compose = operation.idempotency === 'safe' ? handlers.composeRead : handlers.composeWrite;
  return compose(operation, granted.effects, granted.ports);
};

const scopes = [
  'ordering:read',
  'ordering:write',
  'mobility:read',
  'mobility:write',
  'tracking:read',
  'tracking:write',
];

const answered = async (handler: OperationHandler, method: string, parts: CallParts): Promise<Answer> => {
  const { body, query, path, key, headers, gatewayId, clientId = 'client-a', restricted } = parts;
  const event = gatewayEvent({
    method,
    headers: { ...(key === undefined ? {} : { 'Idempotency-Key': key }), ...headers },
    caller: { clientId, solutionProviders: [parts.solutionProvider ?? solutionProvider], scopes, restricted },
    ...(body === undefined ? {} : { body }),
    ...(query === undefined ? {} : { query }),
    ...(path === undefined ? {} : { path }),
    ...(gatewayId !== undefined && { requestId: gatewayId }),
  });
  return readable(await handler(event, lambdaContext(parts.remainingMs)));
};

const readable = ({ statusCode, headers = {}, body }: GatewayResponse): Answer => ({
  status: statusCode,
  headers,
  text: body,
  body: JSON.parse(body) as Record<string, unknown>,
});
