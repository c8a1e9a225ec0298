import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { loopbackCertificate } from '../test/support/certificate';
import { build, buildDirectory } from './build';
import { allContenders, trackedReads, type Contender } from './contenders';
import { cpuShare } from './cpu-share';
import { coldComparison, localComparison, warmComparison } from './comparisons';
import type { Figures } from './figures';
import { bundleFigures, coldFigures, growthFigures, pollFigures, synthFigures, warmFigures } from './judge';
import { measureCold } from './measure/cold';
import { measureInstructions } from './measure/instructions';
import { gateFigures } from './gate';
import { localFigures } from './local-figures';
import type { LocalGatewayResult } from './measure/local-gateway';
import { measureSynth } from './measure/synth';
import { measureWarm, type Lane } from './measure/warm';
import { methodOf } from './method';
import { placingOf } from './placing';
import { benchOptions, type BenchPart } from './options';
import { startStub, startWorker, writeEvents, type Stub } from './processes';
import { performancePage, printedTable, resultsJson, type Comparison } from './report';
import { rowsOf } from './targets';
import { benchToken } from './token';

/** `npm run bench`: every row of the targets in one run. Writes `bench/results.json` and, where all was measured, `docs/performance.md`. */
const options = benchOptions(process.argv.slice(2));
const certificateFile = join(buildDirectory, 'upstream.pem');

const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const startedAt = performance.now();
  const result = await work();
  process.stderr.write(`${what}: ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
  return result;
};

/** What is measured of one kind of start alone. */
const warmOnly: readonly Contender[] = ['bare-log', 'bare-item', 'express', 'hono', 'get-line-details', 'get-port-in'];
const coldOnly: readonly Contender[] = ['list-port-ins', 'stated/list-port-ins', 'stated/request-port-in'];
/** Of these three processes each are measured warm, in turn with one world: a few in a hundred more or less decide there. */
const inThree: readonly Contender[] = [
  'bare',
  'bare-log',
  'bare-item',
  'alliance-look-up-end-customer',
  ...trackedReads,
];
const allBut = (some: readonly Contender[]): Contender[] =>
  allContenders.filter((contender) => !some.includes(contender));

type Stubs = ReadonlyMap<Contender, Stub>;

const lanesOf = (stubs: Stubs, contenders: readonly Contender[]) =>
  contenders.map((contender) => {
    const stub = stubs.get(contender);
    if (!stub) throw new Error(`${contender} has no stub.`);
    return { contender, stub };
  });

const startStubs = async (): Promise<Stubs> => {
  const [token, certificate] = [await benchToken(), loopbackCertificate()];
  writeFileSync(certificateFile, certificate.cert);
  writeEvents(allContenders, token);
  const started = allContenders.map(
    async (contender) => [contender, await startStub(contender, token, certificate)] as const,
  );
  return new Map(await Promise.all(started));
};

const share = cpuShare();
const placing = placingOf();

interface Measured {
  figures: Figures;
  comparisons: readonly Comparison[];
}

const cold = async (stubs: Stubs): Promise<Measured> => {
  const lanes = lanesOf(stubs, allBut(warmOnly));
  const results = await measureCold(lanes, { rounds: options.coldRounds, certificateFile, share });
  return { figures: coldFigures(results), comparisons: [coldComparison(results)] };
};

const warm = async (stubs: Stubs): Promise<Measured> => {
  const alive = lanesOf(stubs, [...allBut(coldOnly), ...inThree, ...inThree]);
  const starting = alive.map(async (lane): Promise<Lane> => {
    const command = [...(placing?.function ?? []), process.execPath];
    const worker = await startWorker(lane.contender, {
      ...{ url: lane.stub.url, certificateFile, command },
      ...(placing && { reader: placing.world }),
    });
    placing?.intoWorld(lane.stub.pid);
    return { ...lane, worker };
  });
  const lanes = await Promise.all(starting);
  const results = await measureWarm(lanes, options.warm);
  await Promise.all(lanes.map(({ worker }) => worker.stop()));
  return { figures: warmFigures(results), comparisons: [warmComparison(results)] };
};

const instructions = async (stubs: Stubs): Promise<Measured> => {
  const [ours, bare] = lanesOf(stubs, ['alliance-look-up-end-customer', 'bare']);
  if (!ours || !bare) throw new Error('Nothing to count instructions of.');
  const figure = await measureInstructions(ours, bare, { certificateFile, ...options.instructions });
  return { figures: { 'read-instructions': figure }, comparisons: [] };
};

/** In a process of its own, so that who drives the load is not slowed by all that this one has measured. */
const local = async (): Promise<Measured> => {
  const { rounds, seconds } = options.local;
  const child = fork(join(import.meta.dirname, 'local-load.ts'), [String(rounds), String(seconds)], {
    execArgv: ['--import', 'tsx'],
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`It ended with ${code}.`)));
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [LocalGatewayResult]; // what local-load sends
  return { figures: localFigures(result), comparisons: [localComparison(result)] };
};

const figuresOnly = async (figures: Figures | Promise<Figures>): Promise<Measured> => ({
  figures: await figures,
  comparisons: [],
});

/** A part that fails leaves its rows unmeasured, and the run a failed one. */
const unlessItFails = async (part: string, work: () => Promise<Measured>): Promise<Measured> => {
  try {
    return await work();
  } catch (error) {
    console.error(`${part} failed:`, error);
    process.exitCode = 1;
    return { figures: {}, comparisons: [] };
  }
};

type Works = Partial<Record<BenchPart, () => Promise<Measured>>>;

/** Those that were asked for, one after the other. */
const done = async (works: Works): Promise<Measured[]> => {
  const all: Measured[] = [];
  for (const [part, work] of Object.entries(works))
    if (options.parts.has(part as BenchPart)) all.push(await step(part, () => unlessItFails(part, work)));
  return all;
};

/** What is measured of functions, each in a world of its own. */
const amongStubs = async (): Promise<Measured[]> => {
  if (!(['cold', 'warm', 'instructions'] as const).some((part) => options.parts.has(part))) return [];
  const stubs = await step('stubs', startStubs);
  try {
    return await done({ cold: () => cold(stubs), warm: () => warm(stubs), instructions: () => instructions(stubs) });
  } finally {
    for (const stub of stubs.values()) stub.stop();
    share?.remove();
  }
};

/** What is measured with nothing else running. */
const alone: Works = {
  growth: () => figuresOnly(growthFigures(options.mostItems)),
  local,
  synth: async () => figuresOnly(synthFigures(await measureSynth())),
};

const together = (all: readonly Measured[]): Measured => ({
  figures: Object.assign({}, ...all.map(({ figures }) => figures)) as Figures, // of what was measured
  comparisons: all.flatMap(({ comparisons }) => comparisons),
});

const write = async ({ figures, comparisons }: Measured): Promise<void> => {
  const rows = rowsOf(figures);
  console.table(printedTable(rows));
  writeFileSync(join(import.meta.dirname, 'results.json'), resultsJson({ rows }));
  if (!options.isWhole) return;
  const kept = [readFileSync(join(import.meta.dirname, 'kept', 'local-runtime.md'), 'utf8')];
  const page = performancePage({
    rows,
    comparisons,
    method: methodOf(options, { hasShare: share !== undefined, isPlaced: placing !== undefined }),
    kept,
  });
  const file = join(import.meta.dirname, '..', 'docs', 'performance.md');
  writeFileSync(file, await format(page, { ...(await resolveConfig(file)), filepath: file }));
};

const main = async (): Promise<void> => {
  build();
  await write(
    together([
      await figuresOnly({ ...bundleFigures(), ...pollFigures() }),
      ...(await amongStubs()),
      ...(await done(alone)),
      await step('gate', () => figuresOnly(gateFigures(options.withGate))),
    ]),
  );
};

await main();
