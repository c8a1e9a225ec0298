import type { GatewayResponse } from '#api/gateway-event';
import { TransportError, type Transport, type WireRequest } from '#att/transport';
import { parseKept } from '../kept-digits';
import { hasFamily, type Deployment } from './deployment';
import { inMemoryGateway } from './in-memory-gateway';
import type { WireSample } from './samples';
import type { RegisteredOperation } from '#operations/registry';

/** What became of a sample. `not-sent`: the gateway refused it before it asked AT&T. */
export type Outcome = 'done' | 'refused' | 'unknown' | 'not-sent';

export interface Replay {
  outcome: Outcome;
  /** What AT&T was asked by it, before anything that follows from it. */
  sent: WireRequest | undefined;
  response: GatewayResponse;
  /** Everything stored and logged. */
  kept: string;
}

/** Sends a sample through a gateway of its own, with the sample’s answer for AT&T’s. */
export const replay = async (
  { settings, contract, solutionProviders }: Deployment,
  operation: RegisteredOperation,
  { path, query, body, answer }: WireSample,
): Promise<Replay> => {
  const wire: WireRequest[] = [];
  const transport: Transport = (request) => {
    wire.push(request);
    if (wire.length > 1) return Promise.reject(new TransportError('timeout', true));
    return Promise.resolve({
      status: answer.status,
      headers: { 'content-type': 'application/json' },
      text: answer.text,
    });
  };
  const gateway = await inMemoryGateway(settings, contract, transport);
  const response = await gateway.call(operation.id, {
    solutionProvider: solutionProviders.find(hasFamily(operation.family))?.id ?? '',
    ...{ path, query },
    ...(body !== undefined && { body: parseKept(body) }),
    headers: {
      ...(operation.idempotency !== 'safe' && { 'Idempotency-Key': 'sample' }),
      ...{ 'x-actor': 'contract-check', 'x-reason': 'replay of a sample' },
    },
  });
  return { outcome: outcomeOf(response, wire.length), sent: wire[0], response, kept: await gateway.kept() };
};

const outcomeOf = ({ statusCode, body }: GatewayResponse, calls: number): Outcome => {
  if (calls === 0) return 'not-sent';
  const { code, outcome } = (body.startsWith('{') ? JSON.parse(body) : {}) as { code?: unknown; outcome?: unknown };
  if (statusCode >= 200 && statusCode < 300) return statusCode === 202 && outcome === 'unknown' ? 'unknown' : 'done';
  return code === 'upstream-rejected' ? 'refused' : 'unknown';
};
