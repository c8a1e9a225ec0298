import { request as httpRequest } from 'node:http';
import { createTransport, type WireAnswer } from '#att/transport';
import { upstreamRequest } from '#att/upstream-request';
import type { Example } from '#domain/define-examples';
import type { ApiFamily } from '#domain/define-operation';
import { examplesOf, operationById, type OperationId } from '#operations/registry';
import { resolveBindings } from '../../lib/config/resolve-bindings';
import { demoCredentials } from '../../tools/simulator/credentials';
import type { Effect } from '../../tools/simulator/effects';
import type { ReceivedRequest } from '../../tools/simulator/request-log';
import type { Simulator } from '../../tools/simulator/simulator';

export const lookupPath = '/end-customer/customerAccountLookup';

export const sampleLookup = {
  accountName: 'Texas',
  address: { street: 'Pecan', city: 'Houston', state: 'Texas', country: 'USA', zipCode: '70800' },
};

/** The body of an operation's first sample, which is answered the same whatever the simulator remembers. */
export const sampleBody = (id: OperationId): string => {
  const [sample] = examplesOf[id];
  return JSON.stringify(sample.request.body);
};

/** The headers AT&T wants, with the demo credentials of a Solution Provider. */
export const attHeaders = (
  solutionProvider = '10067',
  family: ApiFamily = 'ordering-alliance',
): Record<string, string> => {
  const { clientId, clientSecret } = demoCredentials(family, solutionProvider);
  return {
    'content-type': 'application/json',
    'x-trace-id': 'trace-1',
    client_id: clientId,
    client_secret: clientSecret,
  };
};

interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** One request by Node's own client, on a socket of its own. Rejects with the socket's error. */
export const send = (url: string, { method = 'POST', headers = {}, body }: RawRequest): Promise<WireAnswer> =>
  new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers, agent: false }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers as Record<string, string>, text }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

/** A lookup with good headers, unless told otherwise. */
export const lookUp = (
  simulator: Simulator,
  body: unknown = sampleLookup,
  headers = attHeaders(),
): Promise<WireAnswer> => send(simulator.url + lookupPath, { headers, body: JSON.stringify(body) });

/** `POST faults`, `GET requests` … */
export const control = async (simulator: Simulator, command: string, body?: unknown): Promise<WireAnswer> => {
  const [method = '', endpoint = ''] = command.split(' ');
  return send(`${simulator.url}/__sim/${endpoint}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};

const read = async (simulator: Simulator, command: string): Promise<unknown> =>
  JSON.parse((await control(simulator, command)).text);

export const requestsOf = async (simulator: Simulator, query = ''): Promise<(ReceivedRequest & { body: unknown })[]> =>
  (await read(simulator, `GET requests${query}`)) as (ReceivedRequest & { body: unknown })[];

export const effectsOf = async (simulator: Simulator): Promise<Effect[]> =>
  (await read(simulator, 'GET effects')) as Effect[];

/** An example's request, sent the way the gateway sends it. */
export const sendExample = (
  simulator: Simulator,
  id: OperationId,
  { request }: Example,
  deadlineMs = 5_000,
): Promise<WireAnswer> => {
  const operation = operationById(id);
  const binding = resolveBindings({ environment: 'uat', bindings: {} }, simulator.url)[id]!;
  const parts = request as { path?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
  const wire = upstreamRequest(
    { ...binding, baseUrl: binding.baseUrl! },
    {
      path: texts(parts.path),
      query: texts(parts.query),
      ...(parts.body === undefined ? {} : { body: { value: parts.body, text: JSON.stringify(parts.body) } }),
    },
    demoCredentials(operation.family, '10006'),
    { traceId: 'trace-1', transactionId: 'transaction-1' },
  );
  return createTransport(Date.now)(wire, deadlineMs);
};

const texts = (parameters: Record<string, unknown> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
