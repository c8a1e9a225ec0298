import type { Contender } from '../contenders';
import type { Cost, Stub, Worker } from '../processes';

export interface WarmOptions {
  warmUps: number;
  rounds: number;
  callsPerRound: number;
}

/** One contender with its function and its world, both alive for as long as the others’. */
export interface Lane {
  contender: Contender;
  worker: Worker;
  stub: Stub;
}

export interface WarmResult {
  costs: Cost[];
  /** Of calls that are in flight together: what one has loaded into the processor’s caches, the next finds there. */
  inFlight: Cost[];
  /** Requests to DynamoDB for each call, by action. */
  requests: Record<string, number>;
}

/** Calls of a turn that are not counted. */
const uncounted = 10;

export const callsAtOnce = 20;

/** So many calls between times the table is emptied: it would grow, and slow down, with what writes leave in it. */
const callsPerTable = 2_000;

const run = async ({ worker, stub }: Lane, calls: number): Promise<void> => {
  await stub.renewTable({ from: worker.nextSerial(), calls });
  await worker.run(calls);
};

const warmUp = async (lane: Lane, calls: number): Promise<void> => {
  for (let done = 0; done < calls; done += callsPerTable) await run(lane, Math.min(callsPerTable, calls - done));
};

/** Does something for all, two at a time: each lane is a function and its world, and waits for one of them at a time. */
export const twoAtATime = async <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  const left = [...all];
  const next = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all([next(), next()]);
};

/**
 * Warms every contender up, then has each answer a few calls in turn, round after round, each round beginning with
 * another. A few calls of each turn are not counted: they find caches of the processor cold and connections closed.
 */
export const measureWarm = async (
  lanes: readonly Lane[],
  { warmUps, rounds, callsPerRound }: WarmOptions,
): Promise<Map<Contender, WarmResult>> => {
  await twoAtATime(lanes, (lane) => warmUp(lane, warmUps));
  const results = new Map(
    lanes.map(({ contender }) => [
      contender,
      { costs: [] as Cost[], inFlight: [] as Cost[], requests: new Map<string, number>() },
    ]),
  );
  for (let round = 0; round < rounds; round += 1) {
    const begin = round % lanes.length;
    for (const { contender, worker, stub } of [...lanes.slice(begin), ...lanes.slice(0, begin)]) {
      await stub.renewTable({ from: worker.nextSerial(), calls: uncounted + 2 * callsPerRound + 2 * callsAtOnce });
      await worker.run(uncounted);
      await stub.counts();
      const cost = await worker.run(callsPerRound);
      results.get(contender)?.costs.push(cost);
      for (const [action, count] of Object.entries(await stub.counts()))
        add(results.get(contender)?.requests, action, count);
      await worker.run(2 * callsAtOnce, callsAtOnce); // opens the connections
      results.get(contender)?.inFlight.push(await worker.run(callsPerRound, callsAtOnce));
    }
  }
  const counted = rounds * callsPerRound;
  return new Map(
    [...results].map(([contender, { requests, ...costs }]) => [
      contender,
      { ...costs, requests: Object.fromEntries([...requests].map(([action, count]) => [action, count / counted])) },
    ]),
  );
};

const add = (counts: Map<string, number> | undefined, action: string, count: number): void =>
  void counts?.set(action, (counts.get(action) ?? 0) + count);
