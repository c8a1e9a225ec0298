import { operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { exampleCall } from '../../tools/soak/example-call';
import { dynaliteClient } from './dynalite-client';
import { gatewayEvent } from './gateway-event';
import { gatewayRig, solutionProvider } from './gateway-rig';
import { ownRoutesRig, type CallParts } from './own-routes';
import { simulatedAtt } from '../../tools/simulator/in-process';
import { watchedClient } from './watched-client';
import { scopes } from '#domain/define-operation';

const operationsThatWrite = operations.filter(({ idempotency }) => idempotency !== 'safe');
const routesThatWrite = ownRoutes.filter(({ method }) => method !== 'GET');

/** Every route that changes something, AT&T’s and the gateway’s own. */
export const everyWrite: readonly string[] = [...operationsThatWrite, ...routesThatWrite].map(({ id }) => id);

/** Whether the write can be only checked; AT&T’s all can. */
export const canOnlyCheck = (id: string): boolean =>
  routesThatWrite.every((route) => route.id !== id || route.canValidate === true);

const keyed = [
  ...operationsThatWrite.filter(({ idempotency }) => idempotency === 'required'),
  ...routesThatWrite.filter(({ idempotencyKey }) => idempotencyKey === 'required'),
];

/** Whether the write is refused without `Idempotency-Key`. */
export const needsKey = (id: string): boolean => keyed.some((one) => one.id === id);

type Parts = Pick<CallParts, 'query' | 'headers' | 'body'>;

/** Calls of every write as its example has it, and what came of them beyond the answer. */
export const everyWriteRig = async () => {
  const client = watchedClient(await dynaliteClient());
  const att = simulatedAtt();
  const rig = gatewayRig({ client, transport: att.transport, mode: 'advisory' });
  const own = await ownRoutesRig(client);
  const call = async (id: string, parts: Parts) => {
    const operation = operationsThatWrite.find((one) => one.id === id);
    if (!operation) return own.call(id, parts);
    const { path, body } = { ...exampleCall(operation.id, solutionProvider), ...parts };
    const event = gatewayEvent({
      ...(path && { path: encoded(path) }),
      ...(body !== undefined && { body }),
      ...(parts.query && { query: parts.query }),
      headers: { 'Idempotency-Key': 'key-1', ...parts.headers },
      caller: { scopes, solutionProviders: [solutionProvider] },
    });
    const { statusCode, headers = {}, body: text } = await rig.handle(operation.id, event);
    return { status: statusCode, headers, body: JSON.parse(text) as Record<string, unknown> };
  };
  return {
    call,
    /** Changes of the table, and requests to AT&T. */
    done: (): string[] => [
      ...client.sent.filter((command) => command !== 'GetItem'),
      ...att.calls.map(({ operation }) => operation),
    ],
  };
};

const encoded = (path: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(path).map(([name, value]) => [name, encodeURIComponent(String(value))]));
