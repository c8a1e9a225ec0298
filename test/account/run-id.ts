import { randomBytes } from 'node:crypto';
import { stackName, type StackKind } from '../../lib/names';
import { simulatorStackName } from '../../tools/deployed-simulator/simulator-stack';

/** The tag that every stack of a run has, and by which alone anything is deleted. */
export const runTag = 'gateway-smoke-run';

const namePattern = /^smoke-[0-9a-f]{8}$/;

/** Name of a run, of its tenant and of its tag: another one each time. */
export const newRun = (): string => `smoke-${randomBytes(4).toString('hex')}`;

export const isRun = (name: string): boolean => namePattern.test(name);

const kinds: readonly StackKind[] = ['monitoring', 'tracking', 'api', 'data'];

/** Names of a run’s stacks, in the order they are deleted in. */
export const stacksOf = (run: string): string[] => [
  ...kinds.map((kind) => stackName(run, kind)),
  simulatorStackName(run),
];
