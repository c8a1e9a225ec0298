import type { Contender } from '../contenders';
import { shareAt512Mb, type CpuShare } from '../cpu-share';
import { firstSerial, startWorker, type Cost, type Stub } from '../processes';

/** One fresh process: how long until its first line, until the handler was there, and until it had answered. */
export interface ColdSample {
  boot: Cost;
  init: Cost;
  first: Cost;
}

export interface ColdResult {
  fullSpeed: ColdSample[];
  /** Lambda starts a function at full speed, and has it answer at its memory’s share of a CPU. */
  at512Mb: ColdSample[];
}

export interface ColdLane {
  contender: Contender;
  stub: Stub;
}

export const coldMs = ({ boot, init, first }: ColdSample): number => boot.wallMs + init.wallMs + first.wallMs;

const sample = async (
  { contender, stub }: ColdLane,
  certificateFile: string,
  share: CpuShare | undefined,
): Promise<ColdSample> => {
  await stub.renewTable({ from: firstSerial, calls: 1 });
  const worker = await startWorker(contender, { url: stub.url, certificateFile, group: share?.group });
  share?.limit();
  const first = await worker.run(1);
  share?.lift();
  await worker.stop();
  return { ...worker.start, first };
};

/** Where no share can be set: as if all the CPU time of the first call took as much longer. */
const stretched = ({ first, ...start }: ColdSample): ColdSample => ({
  ...start,
  first: { ...first, wallMs: Math.max(first.wallMs, first.cpuMs / shareAt512Mb) },
});

/** Fresh processes, one contender after the other, round after round, with nothing else running. */
export const measureCold = async (
  lanes: readonly ColdLane[],
  { rounds, certificateFile, share }: { rounds: number; certificateFile: string; share: CpuShare | undefined },
): Promise<Map<Contender, ColdResult>> => {
  const results = new Map(
    lanes.map(({ contender }): [Contender, ColdResult] => [contender, { fullSpeed: [], at512Mb: [] }]),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const lane of lanes) {
      const fullSpeed = await sample(lane, certificateFile, undefined);
      const result = results.get(lane.contender);
      result?.fullSpeed.push(fullSpeed);
      result?.at512Mb.push(share ? await sample(lane, certificateFile, share) : stretched(fullSpeed));
    }
  }
  return results;
};
