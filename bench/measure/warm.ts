import type { Contender } from '../contenders';
import { spreadOf } from '../figures';
import type { Cost, Stub, Worker } from '../processes';

export interface WarmOptions {
  warmUps: number;
  rounds: number;
  /** How long each answers calls one by one before it is another’s turn. */
  turnMs: number;
}

/** A process of one contender and its world, both alive for as long as the others’. */
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

const run = async ({ worker, stub }: Lane, calls: number): Promise<Cost> => {
  await stub.renewTable({ from: worker.nextSerial(), calls });
  return worker.run(calls);
};

/** Few enough that it is everybody’s turn again before connections have been idle so long that they are closed. */
const warmUpCalls = 200;

/**
 * All of them in turns, as those are that are measured. What V8 has compiled with one connection it throws away at the next, whose
 * objects have other shapes, and compiles anew some thousands of calls later.
 */
const warmUp = async (lanes: readonly Lane[], calls: number): Promise<void> => {
  for (let done = 0; done < calls; done += warmUpCalls)
    await twoAtATime(lanes, async (lane) => {
      await run(lane, Math.min(warmUpCalls, calls - done));
    });
};

/** Does something for all, two at a time: each lane is a function and its world, and waits for one of them at a time. */
export const twoAtATime = async <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  const left = [...all];
  const next = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all([next(), next()]);
};

/** Calls of a lane’s turn, in groups that may be begun together. */
const callsIn = async (lane: Lane, turnMs: number): Promise<number> => {
  const { wallMs } = await run(lane, 5 * callsAtOnce);
  return callsAtOnce * Math.min(callsPerTable / callsAtOnce, Math.max(1, Math.round(turnMs / wallMs / callsAtOnce)));
};

/** What a lane’s calls came to. */
interface Counted {
  /** Of each turn. */
  calls: number;
  costs: Cost[];
  inFlight: Cost[];
  requests: Map<string, number>;
}

/** A turn of calls one by one. A few are not counted: they find caches of the processor cold and connections closed. */
const oneByOne = async ({ worker, stub }: Lane, { calls, costs, requests }: Counted): Promise<void> => {
  await stub.renewTable({ from: worker.nextSerial(), calls: uncounted + calls });
  await worker.run(uncounted);
  await stub.counts();
  costs.push(await worker.run(calls));
  for (const [action, count] of Object.entries(await stub.counts()))
    requests.set(action, (requests.get(action) ?? 0) + count);
};

/** A turn of calls that are begun together. The first ones open the connections. */
const together = async ({ worker, stub }: Lane, { calls, inFlight }: Counted): Promise<void> => {
  await stub.renewTable({ from: worker.nextSerial(), calls: calls + 2 * callsAtOnce });
  await worker.run(2 * callsAtOnce, callsAtOnce);
  inFlight.push(await worker.run(calls, callsAtOnce));
};

/**
 * Warms every contender up, then has each answer calls in turn, round after round, each round beginning with another. Calls at once come
 * last: a process that has had some is slower with calls one by one, and no Lambda has them.
 */
export const measureWarm = async (
  lanes: readonly Lane[],
  { warmUps, rounds, turnMs }: WarmOptions,
): Promise<Map<Contender, WarmResult>> => {
  await warmUp(lanes, warmUps);
  const counted: [Lane, Counted][] = [];
  for (const lane of lanes)
    counted.push([lane, { calls: await callsIn(lane, turnMs), costs: [], inFlight: [], requests: new Map() }]);
  for (const turn of [oneByOne, together])
    for (let round = 0; round < rounds; round += 1) {
      const begin = round % counted.length;
      for (const one of [...counted.slice(begin), ...counted.slice(0, begin)]) await turn(...one);
    }
  const byContender = Map.groupBy(counted, ([{ contender }]) => contender);
  return new Map(
    [...byContender].map(([contender, some]) => [
      contender,
      resultOf(
        some.map(([, one]) => one),
        rounds,
      ),
    ]),
  );
};

/** Of processes of one contender, the middle one of each round: no two are compiled alike, and each stays as it is for as long as it lives. */
const resultOf = (processes: readonly Counted[], rounds: number): WarmResult => {
  const ofRounds = (regime: 'costs' | 'inFlight'): Cost[] =>
    Array.from({ length: rounds }, (_, round) => {
      const turns = processes.flatMap((one) => one[regime][round] ?? []);
      const middle = (member: keyof Cost): number => spreadOf(turns.map((turn) => turn[member])).value;
      return { cpuMs: middle('cpuMs'), wallMs: middle('wallMs') };
    });
  const [{ calls, requests } = { calls: NaN, requests: [] }] = processes;
  const each = [...requests].map(([action, count]) => [action, count / (rounds * calls)] as const);
  return { costs: ofRounds('costs'), inFlight: ofRounds('inFlight'), requests: Object.fromEntries(each) };
};
