import type { IncomingMessage, ServerResponse } from 'node:http';
import { credentialHeadersOf, refusalOf } from './admission';
import type { SimOperation, SimRequest } from './behaviour';
import { countEffect } from './count-effect';
import { deliver } from './deliver';
import type { Understood } from './dialects/dialect';
import { isWorkDone, magicFaultHeader, magicFaults, type Fault } from './faults';
import { answerTo } from './operation-answers';
import { parsedJson } from './parsed-json';
import type { ReceivedRequest } from './request-log';
import type { Simulation } from './simulation';

/** A request to the simulated AT&T, as read from the socket. */
export interface Incoming {
  message: IncomingMessage;
  url: URL;
  bodyText: string;
}

/** Plays AT&T: understand, note the request, let a fault strike, check at the door, answer, keep what was done. */
export const exchange = async (simulation: Simulation, incoming: Incoming, response: ServerResponse): Promise<void> => {
  const { requests, world, faults } = simulation;
  const { message, url, bodyText } = incoming;
  const dialect = simulation.dialectAt(url.pathname);
  const body = parsedJson(bodyText);
  const understood = dialect.understand({ method: message.method ?? '', url, bodyText, body });
  if ('status' in understood) {
    const entry = requests.add(describe(simulation, incoming, dialect.secretHeader));
    entry.answerStatus = await deliver(response, understood, undefined, nobody);
    return;
  }
  const { operation, say } = understood;
  const { headers } = message;
  const identity = identityOf(simulation, incoming, operation);
  const entry = requests.add(describe(simulation, incoming, secretHeaderOf(operation), operation, identity));
  const ordered =
    faults.take(operation.id, identity.solutionProvider) ?? magicFaults[text(headers[magicFaultHeader])]?.fault;
  entry.fault = ordered ?? null;
  if (ordered && !isWorkDone(ordered)) {
    entry.answerStatus = await deliver(response, { status: 200 }, ordered, identity, say);
    return;
  }
  world.runDueTransitions();
  const refusal = refusalOf({ operation, headers, identity, bodyText, body });
  const request = requestOf(understood, identity, entry.headers);
  const answer = refusal ?? answerTo(request, world, simulation.examples);
  if (!refusal) entry.effectId = countEffect(simulation, request, answer) ?? null;
  const fault: Fault | undefined = ordered ?? answer.fault;
  entry.fault = fault ?? null;
  entry.answerStatus = await deliver(response, answer, fault, identity, say);
};

interface Identified {
  solutionProvider?: string;
  secretMatches: boolean;
  clientId: string;
  clientSecret: string;
}

const nobody: Identified = { secretMatches: false, clientId: '', clientSecret: '' };

const identityOf = ({ credentials }: Simulation, { message }: Incoming, operation: SimOperation): Identified => {
  const names = credentialHeadersOf(operation);
  const clientId = text(message.headers[names.clientId]);
  const clientSecret = text(message.headers[names.clientSecret]);
  return { ...credentials.identify(operation.family, clientId, clientSecret), clientId, clientSecret };
};

const requestOf = (
  { operation, path, query, body }: Understood,
  { solutionProvider = '' }: Identified,
  headers: SimRequest['headers'],
): SimRequest => ({ operation, solutionProvider, path, query, headers, body });

const describe = (
  { world }: Simulation,
  incoming: Incoming,
  secretHeader: string,
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
  headers: withoutSecret(incoming.message, secretHeader),
  bodyText: incoming.bodyText,
  answerStatus: null,
  fault: null,
  effectId: null,
});

const secretHeaderOf = (operation: SimOperation): string => credentialHeadersOf(operation).clientSecret;

const withoutSecret = ({ headers }: IncomingMessage, secretHeader: string): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const name in headers) if (name !== secretHeader) kept[name] = text(headers[name]);
  return kept;
};

const text = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(', ') : (value ?? '');
