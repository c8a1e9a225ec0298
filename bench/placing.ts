import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Where processes run that are measured together. */
export interface Placing {
  /** What a function’s process is started by, and whoever reads its log. */
  function: readonly string[];
  world: readonly string[];
  /** Has a process that runs already run where its world does. */
  intoWorld(pid: number): void;
}

const allowed = (): string[] => {
  const [, list = ''] = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return list.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  });
};

/**
 * A CPU for the function and another for its world, as AT&T is on another machine than a Lambda. Left to the system, what it costs to
 * wake the other side is a matter of where it has put both.
 * @returns undefined where there is one CPU, or no `taskset`
 */
export const placingOf = (): Placing | undefined => {
  const [own, other] = allowed();
  if (own === undefined || other === undefined || spawnSync('taskset', ['--version']).status !== 0) return undefined;
  const on = (cpu: string): string[] => ['taskset', '-c', cpu];
  return {
    function: on(own),
    world: on(other),
    intoWorld: (pid) => void spawnSync('taskset', ['-a', '-p', '-c', other, String(pid)]),
  };
};
