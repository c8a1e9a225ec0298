import { largestBundles } from './build';
import { trackedReads, trackedWrites, type Contender } from './contenders';
import { pairedRatio, spreadOf, worstOf, type Figure, type Figures } from './figures';
import { coldMs, type ColdResult } from './measure/cold';
import { measureGrowth } from './measure/growth';
import { transitionsOf } from '../lib/constructs/polls-in-states';
import { mostPortInPolls } from './measure/polls';
import { callsAtOnce, type WarmResult } from './measure/warm';

/** Figures of the targets out of what was measured. Where several handlers are of a kind, the worst counts. */

const of = <T>(results: ReadonlyMap<Contender, T>, contender: Contender): T => {
  const result = results.get(contender);
  if (result === undefined) throw new Error(`${contender} was not measured.`);
  return result;
};

const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'];

const sumOf = (requests: Record<string, number>, actions = Object.keys(requests)): number =>
  actions.reduce((sum, action) => sum + (requests[action] ?? 0), 0);

const shown = ({ value }: { value: number }): string => value.toFixed(2);

const withNote = (figure: Figure, note: string): Figure =>
  figure.value === null ? figure : { ...figure, note: `${figure.note}; ${note}` };

export const warmFigures = (results: ReadonlyMap<Contender, WarmResult>): Figures => {
  const cpuOf = (contender: Contender, regime: 'costs' | 'inFlight'): number[] =>
    of(results, contender)[regime].map(({ cpuMs }) => cpuMs);
  const cpu = (contender: Contender): number[] => cpuOf(contender, 'costs');
  const requests = (contender: Contender) => of(results, contender).requests;
  const worst = (contenders: readonly Contender[], figure: (contender: Contender) => Figure): Figure =>
    worstOf(contenders.map((contender) => [contender, figure(contender)]));
  const untracked = cpu('alliance-look-up-end-customer');
  const [bare, withItem] = [cpu('bare'), cpu('bare-item')];
  const withItemAtLeast = untracked.map((ms, round) => ms + (withItem[round] ?? NaN) - (bare[round] ?? NaN));
  return {
    'read-cpu': {
      ...pairedRatio(untracked, cpu('bare')),
      note: `bare with one log line: ${shown(pairedRatio(cpu('bare-log'), cpu('bare')))}; with ${callsAtOnce} calls at once, which find their code in the processor’s caches: ${shown(
        pairedRatio(cpuOf('alliance-look-up-end-customer', 'inFlight'), cpuOf('bare', 'inFlight')),
      )}`,
    },
    'tracked-read-cpu': withNote(
      worst(trackedReads, (read) => pairedRatio(cpu(read), untracked)),
      `an untracked read and what an item read meanwhile costs a bare handler: ${shown(pairedRatio(withItemAtLeast, untracked))}`,
    ),
    'tracked-read-writes': worst(trackedReads, (read) => ({ value: sumOf(requests(read), writes) })),
    'write-cpu': worst(trackedWrites, (write) => pairedRatio(cpu(write), cpu('middy-write'))),
    'write-requests': worst(trackedWrites, (write) => ({ value: sumOf(requests(write)) })),
    'write-transactions': worst(trackedWrites, (write) => ({ value: sumOf(requests(write), ['TransactWriteItems']) })),
    'authorizer-cpu': spreadOf(cpu('authorizer')),
  };
};

export const coldFigures = (results: ReadonlyMap<Contender, ColdResult>): Figures => {
  const at512Mb = (contender: Contender): number[] => of(results, contender).at512Mb.map(coldMs);
  return {
    'cold-read': pairedRatio(at512Mb('alliance-look-up-end-customer'), at512Mb('middy-read')),
    'cold-write': worstOf(trackedWrites.map((write) => [write, pairedRatio(at512Mb(write), at512Mb('middy-write'))])),
    'cold-stated-read': pairedRatio(at512Mb('stated/list-port-ins'), at512Mb('middy-read')),
    'cold-stated-write': pairedRatio(at512Mb('stated/request-port-in'), at512Mb('middy-write')),
    'cold-authorizer': pairedRatio(at512Mb('authorizer'), at512Mb('authorizer-sdk')),
  };
};

export const bundleFigures = (): Figures => {
  const figure = ([value, note]: [number, string]): Figure => ({ value, note });
  const { read, trackedRead, write, stated, authorizer } = largestBundles();
  return {
    'bundle-read': figure(read),
    'bundle-tracked-read': figure(trackedRead),
    'bundle-write': figure(write),
    'bundle-stated-read': figure(stated.read),
    'bundle-stated-tracked-read': figure(stated.trackedRead),
    'bundle-stated-write': figure(stated.write),
    'bundle-authorizer': figure(authorizer),
  };
};

export const pollFigures = (): Figures => {
  const polls = mostPortInPolls();
  return { polls: { value: polls }, transitions: { value: transitionsOf(polls) } };
};

export const growthFigures = async (mostItems: number): Promise<Figures> => ({
  growth: await measureGrowth(mostItems),
});

export const synthFigures = ({ seconds, megabytes }: { seconds: number; megabytes: number }): Figures => ({
  'synth-seconds': { value: seconds },
  'synth-memory': { value: megabytes },
});
