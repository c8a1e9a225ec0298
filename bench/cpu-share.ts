import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lambda gives a whole CPU at 1,769 MB, and a share of it below. */
export const shareAt512Mb = 512 / 1_769;

const periodUs = 20_000;
const quotaUs = Math.round(periodUs * shareAt512Mb);

/** A group of processes that can be held to that share of a CPU. */
export interface CpuShare {
  /** Its folder: a process joins it by writing its id into `cgroup.procs`. */
  group: string;
  limit(): void;
  lift(): void;
  remove(): void;
}

const versions = [
  {
    root: '/sys/fs/cgroup/cpu',
    limit: (group: string) => {
      writeFileSync(join(group, 'cpu.cfs_period_us'), String(periodUs));
      writeFileSync(join(group, 'cpu.cfs_quota_us'), String(quotaUs));
    },
    lift: (group: string) => writeFileSync(join(group, 'cpu.cfs_quota_us'), '-1'),
    isThere: '/sys/fs/cgroup/cpu/cpu.cfs_quota_us',
  },
  {
    root: '/sys/fs/cgroup',
    limit: (group: string) => writeFileSync(join(group, 'cpu.max'), `${quotaUs} ${periodUs}`),
    lift: (group: string) => writeFileSync(join(group, 'cpu.max'), `max ${periodUs}`),
    isThere: '/sys/fs/cgroup/cgroup.controllers',
  },
];

/** Makes such a group; undefined where this user or this machine cannot. */
export const cpuShare = (): CpuShare | undefined => {
  const version = versions.find(({ isThere }) => existsSync(isThere));
  if (!version) return undefined;
  const group = join(version.root, `bench-${process.pid}`);
  const share: CpuShare = {
    group,
    limit: () => version.limit(group),
    lift: () => version.lift(group),
    remove: () => rmdirSync(group),
  };
  try {
    mkdirSync(group);
    share.limit();
    share.lift();
    return share;
  } catch {
    return undefined;
  }
};
