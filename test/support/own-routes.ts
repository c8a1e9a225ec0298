import './function-environment';
import type { Caller } from '#api/caller';
import type { GatewayEvent } from '#api/gateway-event';
import { createCipher } from '#platform/data-keys/cipher';
import { scopes as allScopes, type Scope } from '#domain/define-operation';
import { createEventStore } from '#events/event-store';
import { operations } from '#operations/registry';
import { createTable } from '#platform/table/table';
import { ownRoutes } from '#routes/registry';
import { createOrderStore } from '#tracking/order/order-store';
import { createEndpointStore } from '#webhooks/endpoint-store';
import { answerCipherOf, dataKeys, fingerprintsOf, keySecret, keySecretName, signingSecretsOf } from './data-keys';
import { dynaliteClient, tableName, type Client } from './dynalite-client';
import { fakeSecretsManager, fixedClock, publicTargets, recordingLog, recordingMetrics } from './fakes';
import { gatewayEvent, lambdaContext } from './gateway-event';
import { routeHandler, type RoutePorts } from './route-handler';

export const solutionProvider = 'SP-A';

export interface CallParts {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** One where the route takes one when left out; none when null. */
  key?: string | null;
  headers?: Record<string, string | string[]>;
  /** All when left out. */
  scopes?: readonly Scope[];
  /** Otherwise than the one who may do all; null: nobody vouched for. */
  caller?: Partial<Caller> | null;
  /** Done to the event before it is answered. */
  then?: ((event: GatewayEvent) => unknown) | undefined;
}

/** Every own route over one table, called as its example says but for what a test says otherwise. */
export const ownRoutesRig = async (client?: Client) => rigOver(client ?? (await dynaliteClient()));

const rigOver = (client: Client) => {
  const clock = fixedClock(Date.now());
  const table = createTable(client, tableName);
  const secrets = fakeSecretsManager({ [keySecretName('bulk-rows')]: keySecret() });
  const checks = { statusCode: 200, headers: {}, body: '{}' };
  const ports = {
    client,
    log: recordingLog(),
    metrics: recordingMetrics(),
    now: clock.now,
    wireNow: clock.now,
    workflow: 'strict',
    ...publicTargets,
    fingerprints: fingerprintsOf(),
    answerCipher: answerCipherOf(),
    pause: () => Promise.resolve(),
    signing: signingSecretsOf(),
    cipher: createCipher(dataKeys('bulk-rows', secrets)),
    operationOf: (id: string) => operations.find((operation) => operation.id === id),
    invoke: () => Promise.resolve(checks),
    start: () => Promise.resolve(),
  } satisfies RoutePorts & Record<string, unknown>;
  const call = async (id: string, parts: CallParts = {}) => {
    const route = ownRoutes.find((one) => one.id === id)!;
    const { path, query, body } = { ...route.example.request, ...parts } as CallParts;
    const { key = route.idempotencyKey === undefined ? null : 'key-1', headers, scopes = allScopes } = parts;
    const event = gatewayEvent({
      ...(path && { path }),
      ...(query && { query }),
      ...(body !== undefined && { body }),
      headers: { ...(key !== null && { 'Idempotency-Key': key }), ...headers },
      caller: parts.caller === null ? null : { scopes, solutionProviders: [solutionProvider], ...parts.caller },
    });
    parts.then?.(event);
    const { statusCode, headers: answered = {}, body: text } = await routeHandler(route, ports)(event, lambdaContext());
    return { status: statusCode, headers: answered, body: JSON.parse(text || '{}') as Record<string, unknown> };
  };
  return {
    call,
    log: ports.log,
    metrics: ports.metrics,
    clock,
    table,
    /** What operations’ functions say of rows from now on. */
    checks,
    orders: createOrderStore(table, clock.now),
    endpoints: createEndpointStore(table, clock.now, ports.signing),
    events: createEventStore(table),
  };
};
export type OwnRoutesRig = Awaited<ReturnType<typeof ownRoutesRig>>;
