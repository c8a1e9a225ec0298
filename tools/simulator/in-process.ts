import type { Transport, WireAnswer } from '#att/transport';
import type { SimAnswer } from './behaviour';
import { credentialHeadersOf, refusalOf } from './admission';
import { countEffect } from './count-effect';
import { answerTo } from './operation-answers';
import { atSimulator } from './dialects/stated/address';
import type { StatedOperation } from './dialects/stated/stated-operation';
import { parsedJson } from './parsed-json';
import { createSimulation, type Simulation, type SimulationOptions } from './simulation';

/** Where the simulated AT&T is bound; nothing listens there. */
export const simulatedUrl = 'http://att.invalid';

/** One upstream call as AT&T saw it. */
export interface AttCall {
  operation: string;
  /** In the simulator’s own words, whatever the dialect was. */
  body: unknown;
  answer: SimAnswer;
}

/** AT&T played in this process, without a socket. */
export interface SimulatedAtt {
  simulation: Simulation;
  transport: Transport;
  /** What it was asked, oldest first. */
  calls: AttCall[];
}

export const simulatedAtt = (options: SimulationOptions = {}): SimulatedAtt => {
  const simulation = createSimulation(options);
  const calls: AttCall[] = [];
  const transport: Transport = ({ method, url, headers: written, body: bodyText = '' }) => {
    const headers = asReceived(written);
    const { dialectAt, world, credentials, examples } = simulation;
    const json = parsedJson(bodyText);
    const understood = dialectAt(url.pathname).understand({ method, url, bodyText, body: json });
    if ('status' in understood) throw new Error(`AT&T has nothing at ${method} ${url.pathname}.`);
    const { operation, path, query, body, say } = understood;
    const names = credentialHeadersOf(operation);
    const identity = credentials.identify(operation.family, headers[names.clientId], headers[names.clientSecret]);
    world.runDueTransitions();
    const request = { operation, solutionProvider: identity.solutionProvider ?? '', path, query, headers, body };
    const refusal = refusalOf({ operation, headers, identity, bodyText, body: json });
    const answer = refusal ?? answerTo(request, world, examples);
    if (!refusal) countEffect(simulation, request, answer);
    calls.push({ operation: operation.id, body, answer });
    return Promise.resolve(wireAnswerOf(say(answer)));
  };
  return { simulation, transport, calls };
};

/** Node gives the names of headers in lower case. */
const asReceived = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const wireAnswerOf = ({ status, body, headers = {} }: SimAnswer): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  text: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
});

/** AT&T as a tenant states it, at the tenant’s own addresses. */
export const statedAtt = (stated: readonly StatedOperation[], onPush?: SimulationOptions['onPush']): SimulatedAtt => {
  const att = simulatedAtt({ stated, onPush });
  return {
    ...att,
    transport: ({ url, ...request }, deadlineMs) =>
      att.transport({ ...request, url: new URL(`${atSimulator(simulatedUrl, url.href)}${url.search}`) }, deadlineMs),
  };
};
