import './function-environment';
import { createAttClient } from '#att/client';
import type { Transport } from '#att/transport';
import { operationById, type OperationId } from '#operations/registry';
import { withFollowUp } from '#polling/with-follow-up';
import { createPollJobStore } from '#polling/poll-job-store';
import { createRequestStore } from '#requests/request-store';
import { createAddOrderNote } from '#routes/add-order-note/handler';
import { createAttestOrderFact } from '#routes/attest-order-fact/handler';
import { createGetRequest } from '#routes/get-request/handler';
import { createGetTrackedOrder } from '#routes/get-tracked-order/handler';
import { createListOrderNotes } from '#routes/list-order-notes/handler';
import { createListTrackedOrders } from '#routes/list-tracked-orders/handler';
import { createChangeMarks } from '#read-cache/change-marks';
import { createHandler, type OperationHandler } from '#api/read-handler';
import { createWriteHandler } from '#api/write-handler';
import type { GatewayEvent, GatewayResponse } from '#api/gateway-event';
import { markingChanges } from '#read-cache/marking-changes';
import { createReadCache } from '#read-cache/read-cache';
import type { Settings } from '#platform/settings';
import { createTable } from '#platform/table/table';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { composeWriteEffects } from '#tracking/compose-write-effects';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { createLineEffects } from '#tracking/line/line-effects';
import { createResolveLockOwner } from '#tracking/long-running/resolve-lock-owner';
import { createLongRunningEffects } from '#tracking/long-running/long-running-effects';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createNoteStore } from '#tracking/note-store';
import { createStepReservations } from '#tracking/order/reserve-step';
import { createOrderEffects } from '#tracking/order/order-effects';
import { createOrderStore } from '#tracking/order/order-store';
import { resolveBindings } from '../../lib/config/resolve-bindings';
import { demoCredentials } from '../../tools/simulator/credentials';
import { tableName, type Client } from './dynalite-client';
import { fixedClock, recordingLog, recordingMetrics } from './fakes';
import { gatewayEvent, lambdaContext } from './gateway-event';
import { testSettings } from './operations';
import { simulatedUrl } from './simulated-att';

export const solutionProvider = 'A-06399x';

export interface RigOptions {
  client: Client;
  transport: Transport;
  mode?: WorkflowMode;
  /** Of what is tracked in Mobility; the real clock when left out. */
  now?: () => number;
  /** Where AT&T serves what; the simulated one when left out. */
  bindings?: Settings['bindings'];
  /** Whether answers to reads are kept, and by which clock. */
  readCache?: { seconds: number; now: () => number };
  /** Whether writes leave watches for the poller. */
  isPolled?: boolean;
}

interface CallParts {
  body?: unknown;
  query?: Record<string, string>;
  path?: Record<string, string>;
  key?: string;
  headers?: Record<string, string>;
  clientId?: string;
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
  now,
  bindings = simulated,
  isPolled = false,
  readCache: cacheOptions,
}: RigOptions) => {
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const table = createTable(client, tableName);
  const orders = createOrderStore(table);
  const requests = createRequestStore(table);
  const tracked = composeWriteEffects({
    order: createOrderEffects({ table, orders, mode }),
    longRunning: createLongRunningEffects({ table, metrics, ...(now && { now }) }),
    line: createLineEffects({ table, ...(now && { now }) }),
  });
  const pollJobs = createPollJobStore(table, now ?? Date.now);
  const effects = isPolled ? withFollowUp(tracked, { pollJobs, now: now ?? Date.now }) : tracked;
  const secretOf = (provider: string, family: Parameters<typeof demoCredentials>[0]) =>
    Promise.resolve({ current: demoCredentials(family, provider) });
  const plainAtt = createAttClient({
    transport,
    credentials: { read: secretOf, reread: secretOf },
    log,
    metrics,
    pause: fixedClock().pause,
  });
  const marks = createChangeMarks(table, cacheOptions?.now);
  const att = cacheOptions ? markingChanges(plainAtt, marks, log) : plainAtt;
  const readCache = cacheOptions && createReadCache({ marks, ...cacheOptions });
  const deps = { settings: testSettings({ bindings }), log, metrics, att, table, requests, effects };
  const locks = createUniqueLocks(table);
  const items = createLongRunningStore(table, locks);
  const longRunning = {
    items,
    locks,
    resolveLockOwner: createResolveLockOwner({ table, items, now: now ?? Date.now }),
  };
  const reservations = createStepReservations({ table, orders, mode });
  const records = { log, metrics, requests, orders, reservations, mode, longRunning, notes: createNoteStore(table) };
  const operationHandlers = new Map<OperationId, OperationHandler>();
  const handlerOf = (id: OperationId): OperationHandler => {
    const operation = operationById(id);
    const known = operationHandlers.get(id);
    const handler =
      known ??
      (operation.idempotency === 'safe'
        ? createHandler(operation, { ...deps, readCache }, effects)
        : createWriteHandler(operation, deps));
    operationHandlers.set(id, handler);
    return handler;
  };
  return {
    ...deps,
    ...records,
    handle: (id: OperationId, event: GatewayEvent) => handlerOf(id)(event, lambdaContext()),
    call: (id: OperationId, parts: CallParts = {}) => answered(handlerOf(id), operationById(id).method, parts),
    attest: (quoteId: string, body: object, parts: CallParts = {}) =>
      answered(createAttestOrderFact(records), 'POST', { path: { quoteId }, body, ...parts }),
    order: (quoteId: string) => answered(createGetTrackedOrder(records), 'GET', { path: { quoteId } }),
    list: (query: Record<string, string> = {}) => answered(createListTrackedOrders(records), 'GET', { query }),
    addNote: (quoteId: string, body: object, parts: CallParts = {}) =>
      answered(createAddOrderNote(records), 'POST', { path: { quoteId }, body, ...parts }),
    listNotes: (quoteId: string, parts: CallParts = {}) =>
      answered(createListOrderNotes(records), 'GET', { path: { quoteId }, ...parts }),
    request: (requestId: string, parts: CallParts = {}) =>
      answered(createGetRequest(records), 'GET', { path: { requestId }, ...parts }),
  };
};
export type GatewayRig = ReturnType<typeof gatewayRig>;

const scopes = [
  'ordering:read',
  'ordering:write',
  'mobility:read',
  'mobility:write',
  'tracking:read',
  'tracking:write',
];

const answered = async (handler: OperationHandler, method: string, parts: CallParts): Promise<Answer> => {
  const { body, query, path, key, headers, clientId = 'client-a' } = parts;
  const event = gatewayEvent({
    method,
    headers: { ...(key === undefined ? {} : { 'Idempotency-Key': key }), ...headers },
    caller: { clientId, solutionProviders: [parts.solutionProvider ?? solutionProvider], scopes },
    ...(body === undefined ? {} : { body }),
    ...(query === undefined ? {} : { query }),
    ...(path === undefined ? {} : { path }),
  });
  return readable(await handler(event, lambdaContext()));
};

const readable = ({ statusCode, headers = {}, body }: GatewayResponse): Answer => ({
  status: statusCode,
  headers,
  text: body,
  body: JSON.parse(body) as Record<string, unknown>,
});
