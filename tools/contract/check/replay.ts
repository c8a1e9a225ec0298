import type { GatewayResponse } from '#api/gateway-event';
import { TransportError, type Transport, type WireRequest } from '#att/transport';
import { parseKept } from '../kept-digits';
import { hasFamily, type Deployment } from './deployment';
import { inMemoryGateway, type Call } from './in-memory-gateway';
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
  deployment: Deployment,
  operation: RegisteredOperation,
  sample: WireSample,
): Promise<Replay> => {
  const { settings, contract } = deployment;
  const { answer } = sample;
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
  const response = await gateway.call(operation.id, callOf(deployment, operation, sample));
  return {
    outcome: wire.length === 0 ? 'not-sent' : outcomeOf(response),
    sent: wire[0],
    response,
    kept: await gateway.kept(),
  };
};

/** A sample as a caller makes it. */
export const callOf = (
  { solutionProviders }: Deployment,
  { family, idempotency }: RegisteredOperation,
  { path, query, body }: WireSample,
): Call => ({
  solutionProvider: solutionProviders.find(hasFamily(family))?.id ?? '',
  ...{ path, query },
  ...(body !== undefined && { body: parseKept(body) }),
  headers: {
    ...(idempotency !== 'safe' && { 'Idempotency-Key': 'sample' }),
    ...{ 'x-actor': 'contract-check', 'x-reason': 'replay of a sample' },
  },
});

/** What a call that was sent is taken for. */
export const outcomeOf = ({ statusCode, body }: GatewayResponse): Exclude<Outcome, 'not-sent'> => {
  const { code, outcome } = (body.startsWith('{') ? JSON.parse(body) : {}) as { code?: unknown; outcome?: unknown };
  if (statusCode >= 200 && statusCode < 300) return statusCode === 202 && outcome === 'unknown' ? 'unknown' : 'done';
  return code === 'upstream-rejected' ? 'refused' : 'unknown';
};
