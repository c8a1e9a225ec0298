import type { Example } from '#domain/define-examples';
import { examplesOf, type OperationId } from '#operations/registry';
import type { GatewayCall } from './command';

/** The example an operation’s documents show. */
export const firstExampleOf = (id: OperationId): Example => examplesOf[id][0];

/** The call of an operation’s first example for a Solution Provider. */
export const exampleCall = (
  id: OperationId,
  solutionProvider: string,
  parts: Pick<GatewayCall, 'headers' | 'remainingMs'> = {},
): GatewayCall => {
  const request: { path?: object; query?: object; body?: unknown } = firstExampleOf(id).request;
  return {
    kind: 'call',
    route: id,
    solutionProvider,
    ...(request.path && { path: texts(request.path) }),
    ...(request.query && { query: texts(request.query) }),
    ...(request.body !== undefined && { body: ownedBy(request.body, solutionProvider) }),
    ...parts,
  };
};

/** Examples are of the Solution Providers of AT&T’s samples; a call is for nobody but the one it is made for. */
const ownedBy = (body: unknown, spId: string): unknown =>
  typeof body === 'object' && body !== null && 'spId' in body ? { ...body, spId } : body;

const texts = (parameters: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
