import type { Transport, WireAnswer } from '#att/transport';
import type { SimAnswer } from '../../tools/simulator/behaviour';
import { credentialHeadersOf, refusalOf } from '../../tools/simulator/admission';
import { countEffect } from '../../tools/simulator/count-effect';
import { answerTo } from '../../tools/simulator/operation-answers';
import { parsedJson } from '../../tools/simulator/parsed-json';
import { createSimulation, type Simulation } from '../../tools/simulator/simulation';

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

export const simulatedAtt = (): SimulatedAtt => {
  const simulation = createSimulation({});
  const calls: AttCall[] = [];
  const transport: Transport = ({ method, url, headers: written, body: bodyText = '' }) => {
    const headers = asReceived(written);
    const { dialectAt, world, credentials, examples } = simulation;
    const understood = dialectAt(url.pathname).understand({ method, url, bodyText });
    if ('status' in understood) throw new Error(`AT&T has nothing at ${method} ${url.pathname}.`);
    const { operation, path, query, body, say } = understood;
    const names = credentialHeadersOf(operation);
    const identity = credentials.identify(operation.family, headers[names.clientId], headers[names.clientSecret]);
    world.runDueTransitions();
    const request = { operation, solutionProvider: identity.solutionProvider ?? '', path, query, headers, body };
    const refusal = refusalOf({ operation, headers, identity, bodyText, body: parsedJson(bodyText) });
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
