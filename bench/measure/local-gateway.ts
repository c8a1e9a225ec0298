import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon, { type Options, type Result } from 'autocannon';
import { examplesOf, operationById, type OperationId } from '#operations/registry';
import exampleTenant from '../../tenants/example';
import type { JourneyClient } from '../../test/journeys/journey';
import { startLocalRuntime } from '../../tools/demo/local-runtime';
import { memoryOf, memoryOfChildren } from '../memory';

const levels = [1, 10, 50, 200] as const;
const callsForMemory = 20_000;
/** Before each load is measured: after one of another kind the first second is slower. */
const settlingSeconds = 2;

export interface Load {
  kind: 'read' | 'write';
  connections: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers that were no success. */
  failed: number;
}

export interface LocalGatewayResult {
  loads: Load[];
  /** Memory of the process that grew most over the last two thirds of the calls. */
  memoryGrowth: number;
}

const solutionProvider = exampleTenant.solutionProviders[0]?.id ?? '';

/** Calls of an operation as its example says, with an opportunity and a key of their own where it writes. */
const requestsOf = (id: OperationId, { baseUrl, token }: JourneyClient): Pick<Options, 'requests'> => {
  const { method, path: route, idempotency } = operationById(id);
  const path = new URL(baseUrl + route).pathname;
  const { body } = examplesOf[id][0].request as { body: object };
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'x-solution-provider-id': solutionProvider,
  };
  let number = 0;
  const own = () => {
    number += 1;
    const key = `bench-${process.pid}-${number}`;
    return {
      headers: { ...headers, 'idempotency-key': key },
      body: JSON.stringify({ ...body, spId: solutionProvider, opportunityName: key }),
    };
  };
  const same = { method: method as 'POST', path, headers, body: JSON.stringify({ ...body, spId: solutionProvider }) };
  if (idempotency === 'safe') return { requests: [same] };
  return { requests: [{ ...same, setupRequest: (request) => ({ ...request, ...own() }) }] };
};

const loadOf = (kind: Load['kind'], connections: number, result: Result): Load => ({
  kind,
  connections,
  perSecond: result.requests.average,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
  failed: result.non2xx + result.errors,
});

/** The local gateway with AT&T’s double on this machine, under autocannon. */
export const measureLocalGateway = async (seconds: number): Promise<LocalGatewayResult> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-local-'));
  const runtime = await startLocalRuntime(['--data-dir', dataDir]);
  const { client, pid } = runtime;
  const read = requestsOf('alliance-look-up-end-customer', client);
  const write = requestsOf('alliance-create-quote', client);
  const url = client.baseUrl;
  const memory = (): number[] => [memoryOf(pid), memoryOfChildren(pid)];
  const loads: Load[] = [];
  try {
    await autocannon({ url, ...read, connections: 10, amount: callsForMemory / 3 });
    const before = memory();
    await autocannon({ url, ...read, connections: 10, amount: (callsForMemory * 2) / 3 });
    const after = memory();
    for (const connections of levels)
      for (const [kind, requests] of [['read', read] as const, ['write', write] as const]) {
        const load = { url, ...requests, connections };
        await autocannon({ ...load, duration: settlingSeconds });
        loads.push(loadOf(kind, connections, await autocannon({ ...load, duration: seconds })));
      }
    return { loads, memoryGrowth: Math.max(...after.map((mb, index) => mb / (before[index] ?? mb))) };
  } finally {
    await runtime.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
