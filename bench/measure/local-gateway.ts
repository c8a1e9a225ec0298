import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon, { type Options, type Result } from 'autocannon';
import { examplesOf, operationById, type OperationId } from '#operations/registry';
import exampleTenant from '../../tenants/example';
import type { JourneyClient } from '../../test/journeys/journey';
import { startLocalRuntime } from '../../tools/demo/local-runtime';
import { spreadOf } from '../figures';
import { memoryOf, memoryOfChildren } from '../memory';

/** Writes last: what comes of them, as events and their deliveries, is at work for seconds after they were answered. */
const loads = (['read', 'write'] as const).map((kind) =>
  [1, 10, 50, 200].map((connections) => ({ kind, connections })),
);
const callsForMemory = 20_000;
/** Before each load is measured: after another the first second is slower. */
const settlingSeconds = 2;

/** Medians of what its rounds came to. */
export interface Load {
  kind: 'read' | 'write';
  connections: number;
  /** With the middle half beside it. */
  perSecond: { value: number; low: number; high: number };
  p50Ms: number;
  p99Ms: number;
  /** Answers of all rounds that were no success. */
  failed: number;
}

export interface LocalLoad {
  rounds: number;
  /** Of each load of a round. */
  seconds: number;
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

const loadOf = (kind: Load['kind'], connections: number, rounds: readonly Result[]): Load => ({
  kind,
  connections,
  perSecond: spreadOf(rounds.map(({ requests }) => requests.average)),
  p50Ms: spreadOf(rounds.map(({ latency }) => latency.p50)).value,
  p99Ms: spreadOf(rounds.map(({ latency }) => latency.p99)).value,
  failed: rounds.reduce((sum, { non2xx, errors }) => sum + non2xx + errors, 0),
});

/**
 * The local gateway with AT&T’s double on this machine, under autocannon: all loads of a kind, and so again, since a machine that others
 * are on is a quarter slower for a minute and faster in the next.
 */
export const measureLocalGateway = async ({ rounds, seconds }: LocalLoad): Promise<LocalGatewayResult> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-local-'));
  const runtime = await startLocalRuntime(['--data-dir', dataDir]);
  const { client, pid } = runtime;
  const requests = {
    read: requestsOf('alliance-look-up-end-customer', client),
    write: requestsOf('alliance-create-quote', client),
  };
  const url = client.baseUrl;
  const memory = (): number[] => [memoryOf(pid), memoryOfChildren(pid)];
  const measured = loads.map((ofKind) => ofKind.map((load) => ({ ...load, results: [] as Result[] })));
  try {
    await autocannon({ url, ...requests.read, connections: 10, amount: callsForMemory / 3 });
    const before = memory();
    await autocannon({ url, ...requests.read, connections: 10, amount: (callsForMemory * 2) / 3 });
    const after = memory();
    for (const ofKind of measured)
      for (let round = 0; round < rounds; round += 1)
        for (const { kind, connections, results } of ofKind) {
          const load = { url, ...requests[kind], connections };
          await autocannon({ ...load, duration: settlingSeconds });
          results.push(await autocannon({ ...load, duration: seconds }));
        }
    return {
      loads: measured.flat().map(({ kind, connections, results }) => loadOf(kind, connections, results)),
      memoryGrowth: Math.max(...after.map((mb, index) => mb / (before[index] ?? mb))),
    };
  } finally {
    await runtime.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
