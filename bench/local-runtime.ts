import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { examplesOf } from '#operations/registry';
import exampleTenant from '../tenants/example';
import { startLocalRuntime } from '../tools/demo/local-runtime';
import { memoryOf, memoryOfChildren } from './memory';

/** `npm run bench:local -- 20000`: how memory, the data folder and the time of a call grow over many calls of the local runtime. */
const calls = Number(process.argv[2] ?? 20_000);
const rounds = 10;
const atOnce = 8;
/** How much more memory the last calls may find in use than those after the first third, and how large the folder may be. */
const budget = { growth: 1.25, folderMb: 150 };

const write = z.looseObject({}).parse(examplesOf['alliance-create-quote'][0].request.body);
const solutionProvider = exampleTenant.solutionProviders[0]?.id ?? '';
const dataDir = mkdtempSync(join(tmpdir(), 'bench-local-'));
const runtime = await startLocalRuntime(['--data-dir', dataDir]);

const { client, pid } = runtime;

const headers = {
  authorization: `Bearer ${client.token}`,
  'content-type': 'application/json',
  'x-solution-provider-id': solutionProvider,
};

/** Calls that were told to wait, because this machine was too busy for the gateway’s deadlines. */
let toldToWait = 0;

/** Three reads of lists for each write: what a partner's screens do. */
const call = async (number: number): Promise<{ isWrite: boolean; ms: number }> => {
  const isWrite = number % 4 === 0;
  const startedAt = performance.now();
  const answer = isWrite
    ? await fetch(`${client.baseUrl}/v1/ordering/alliance/quotes`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': `bench-${number}` },
        body: JSON.stringify({ ...write, spId: solutionProvider, opportunityName: `Bench ${number}` }),
      })
    : await fetch(`${client.baseUrl}/v1/tracking/orders?limit=5`, { headers });
  const text = await answer.text();
  if (answer.status === 503) {
    toldToWait += 1;
    await sleep(2_000);
    return call(number);
  }
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${text}`);
  return { isWrite, ms: performance.now() - startedAt };
};

const folderMb = (): number =>
  readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, bytes) => sum + bytes / 1_048_576, 0);

const quantile = (times: readonly { ms: number }[], share: number): number =>
  Math.round(times.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0);

const table = [];
for (let round = 0; round < rounds; round += 1) {
  const times: Awaited<ReturnType<typeof call>>[] = [];
  const last = ((round + 1) * calls) / rounds;
  let next = (round * calls) / rounds;
  const one = async (): Promise<void> => {
    while (next < last) times.push(await call(next++));
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const reads = times.filter(({ isWrite }) => !isWrite);
  const writes = times.filter(({ isWrite }) => isWrite);
  table.push({
    calls: last,
    'told to wait': toldToWait,
    // The process with AT&T and the table, and the one it has started for the functions.
    'world MB': memoryOf(pid),
    'functions MB': memoryOfChildren(pid),
    'folder MB': Math.round(folderMb()),
    'read p50 ms': quantile(reads, 0.5),
    'read p99 ms': quantile(reads, 0.99),
    'write p50 ms': quantile(writes, 0.5),
    'write p99 ms': quantile(writes, 0.99),
  });
  process.stderr.write(`${JSON.stringify(table.at(-1))}\n`);
}
await runtime.stop();
rmSync(dataDir, { recursive: true, force: true });
console.table(table);
const [warm, end] = [table[Math.floor(rounds / 3) - 1], table.at(-1)];
const growthOf = (member: 'world MB' | 'functions MB'): number => (end?.[member] ?? Infinity) / (warm?.[member] ?? 1);
const growth = Math.max(growthOf('world MB'), growthOf('functions MB'));
if (!end || growth > budget.growth || end['folder MB'] > budget.folderMb) {
  console.error('over budget:', budget);
  process.exitCode = 1;
}
