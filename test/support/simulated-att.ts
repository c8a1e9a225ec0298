import type { Transport, WireAnswer } from '#att/transport';
import type { SimAnswer } from '../../tools/simulator/behaviour';
import { refusalOf } from '../../tools/simulator/admission';
import { countEffect } from '../../tools/simulator/count-effect';
import { answerTo } from '../../tools/simulator/operation-answers';
import { chooseOperation, pathParameters } from '../../tools/simulator/routes';
import { createSimulation, type Simulation } from '../../tools/simulator/simulation';

/** Where the simulated AT&T is bound; nothing listens there. */
export const simulatedUrl = 'http://att.invalid';

/** One upstream call as AT&T saw it. */
export interface AttCall {
  operation: string;
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
  const transport: Transport = ({ method, url, headers, body: bodyText = '' }) => {
    const { routes, world, credentials, examples } = simulation;
    const body: unknown = bodyText === '' ? undefined : JSON.parse(bodyText);
    const resource = routes.find(method, url.pathname);
    const operation = typeof resource === 'string' ? undefined : chooseOperation(resource, body);
    if (!operation) throw new Error(`AT&T has nothing at ${method} ${url.pathname}.`);
    const identity = credentials.identify(operation.family, headers['client_id'], headers['client_secret']);
    world.runDueTransitions();
    const request = {
      operation,
      solutionProvider: identity.solutionProvider ?? '',
      path: pathParameters(operation, url.pathname),
      query: Object.fromEntries(url.searchParams),
      headers,
      body,
    };
    const refusal = refusalOf({ operation, headers, identity, bodyText, body });
    const answer = refusal ?? answerTo(request, world, examples);
    if (!refusal) countEffect(simulation, request, answer);
    calls.push({ operation: operation.id, body, answer });
    return Promise.resolve(wireAnswerOf(answer));
  };
  return { simulation, transport, calls };
};

const wireAnswerOf = ({ status, body, headers = {} }: SimAnswer): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  text: body === undefined ? '' : JSON.stringify(body),
});
