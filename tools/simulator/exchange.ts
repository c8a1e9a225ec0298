import type { IncomingMessage, ServerResponse } from 'node:http';
import { credentialHeadersOf, refusalOf, refuse } from './admission';
import type { SimAnswer, SimOperation, SimRequest } from './behaviour';
import { countEffect } from './count-effect';
import { deliver } from './deliver';
import { isWorkDone, magicFaultHeader, magicFaults, type Fault } from './faults';
import { answerTo } from './operation-answers';
import type { ReceivedRequest } from './request-log';
import { chooseOperation, pathParameters } from './routes';
import type { Simulation } from './simulation';

/** A request to the simulated AT&T, as read from the socket. */
export interface Incoming {
  message: IncomingMessage;
  url: URL;
  bodyText: string;
}

/** Plays AT&T: find the operation, note the request, let a fault strike, check at the door, answer, keep what was done. */
export const exchange = async (simulation: Simulation, incoming: Incoming, response: ServerResponse): Promise<void> => {
  const { requests, world, faults } = simulation;
  const body = parsed(incoming.bodyText);
  const operation = operationOf(simulation, incoming, body);
  if ('status' in operation) {
    const entry = requests.add(describe(simulation, incoming));
    entry.answerStatus = await deliver(response, operation, undefined, nobody);
    return;
  }
  const identity = identityOf(simulation, incoming, operation);
  const entry = requests.add(describe(simulation, incoming, operation, identity));
  const { headers } = incoming.message;
  const ordered =
    faults.take(operation.id, identity.solutionProvider) ?? magicFaults[text(headers[magicFaultHeader])]?.fault;
  entry.fault = ordered ?? null;
  if (ordered && !isWorkDone(ordered)) {
    entry.answerStatus = await deliver(response, { status: 200 }, ordered, identity);
    return;
  }
  world.runDueTransitions();
  const refusal = refusalOf({ operation, headers, identity, bodyText: incoming.bodyText, body });
  const request = requestOf(operation, incoming, identity, body);
  const answer = refusal ?? answerTo(request, world, simulation.examples);
  if (!refusal) entry.effectId = countEffect(simulation, request, answer) ?? null;
  const fault: Fault | undefined = ordered ?? answer.fault;
  entry.fault = fault ?? null;
  entry.answerStatus = await deliver(response, answer, fault, identity);
};

interface Identified {
  solutionProvider?: string;
  secretMatches: boolean;
  clientId: string;
  clientSecret: string;
}

const nobody: Identified = { secretMatches: false, clientId: '', clientSecret: '' };

const operationOf = ({ routes }: Simulation, { message, url }: Incoming, body: unknown): SimOperation | SimAnswer => {
  const { method = '' } = message;
  const resource = routes.find(method, url.pathname);
  if (resource === 'unknown-path') return refuse(404, `No listener for endpoint: ${url.pathname}`);
  if (resource === 'wrong-method') return refuse(405, `Method ${method} not allowed for endpoint: ${url.pathname}`);
  return chooseOperation(resource, body) ?? refuse(400, 'The body names no mode that is served at this endpoint');
};

const identityOf = ({ credentials }: Simulation, { message }: Incoming, operation: SimOperation): Identified => {
  const names = credentialHeadersOf(operation);
  const clientId = text(message.headers[names.clientId]);
  const clientSecret = text(message.headers[names.clientSecret]);
  return { ...credentials.identify(operation.family, clientId, clientSecret), clientId, clientSecret };
};

const requestOf = (operation: SimOperation, incoming: Incoming, identity: Identified, body: unknown): SimRequest => ({
  operation,
  solutionProvider: identity.solutionProvider ?? '',
  path: pathParameters(operation, incoming.url.pathname),
  query: Object.fromEntries(incoming.url.searchParams),
  headers: withoutSecret(incoming.message, operation),
  body,
});

const describe = (
  { world }: Simulation,
  incoming: Incoming,
  operation?: SimOperation,
  identity: Identified = nobody,
): Omit<ReceivedRequest, 'number'> => ({
  at: world.clock.now().toISOString(),
  method: incoming.message.method ?? '',
  path: incoming.message.url ?? '',
  operation: operation?.id ?? null,
  solutionProvider: identity.solutionProvider ?? null,
  clientId: identity.clientId === '' ? null : identity.clientId,
  secretMatches: identity.secretMatches,
  headers: withoutSecret(incoming.message, operation),
  bodyText: incoming.bodyText,
  answerStatus: null,
  fault: null,
  effectId: null,
});

const withoutSecret = ({ headers }: IncomingMessage, operation?: SimOperation): Record<string, string> => {
  const secretHeader = operation ? credentialHeadersOf(operation).clientSecret : 'client_secret';
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (name === secretHeader ? [] : [[name, text(value)]])),
  );
};

const text = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(', ') : (value ?? '');

const parsed = (bodyText: string): unknown => {
  try {
    return bodyText === '' ? undefined : JSON.parse(bodyText);
  } catch {
    return undefined;
  }
};
