import { execFileSync } from 'node:child_process';

interface Process {
  pid: number;
  parent: number;
  residentMb: number;
}

const processes = (): Process[] =>
  execFileSync('ps', ['-o', 'pid=,ppid=,rss=', '-e'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, kilobytes = 0]) => ({ pid, parent, residentMb: Math.round(kilobytes / 1024) }));

/** Resident memory of a process, in MB; 0 when it has ended. */
export const memoryOf = (pid: number): number => processes().find((one) => one.pid === pid)?.residentMb ?? 0;

/** Resident memory of the largest process that a process has started, in MB. */
export const memoryOfChildren = (pid: number): number =>
  Math.max(0, ...processes().flatMap(({ parent, residentMb }) => (parent === pid ? [residentMb] : [])));
