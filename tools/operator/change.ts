import { InvalidArgumentError, Option } from 'commander';
import type { Changes } from './audited';
import { command, type Act, type CommandOf } from './command-line';
import { dryRun, type DryRun } from './dry-run';

/** Who has something changed, and why. */
export interface Accounted extends DryRun {
  actor: string;
  reason: string;
}

const printable =
  (most: number) =>
  (given: string): string => {
    if (/^[\x20-\x7e]+$/.test(given) && given.length <= most) return given;
    throw new InvalidArgumentError(`It has 1 to ${most} printable ASCII characters.`);
  };

const accountedOptions = [
  new Option('-a, --actor <who>', 'who does it').argParser(printable(100)).makeOptionMandatory(),
  new Option('--reason <why>', 'why, e.g. a ticket; no personal data').argParser(printable(180)).makeOptionMandatory(),
  dryRun,
];

/** A command that changes something at work in flight. Every such command runs through here; the audit has who and why as keyed hashes. */
export const change = <Options extends object>(
  one: Omit<CommandOf<Options>, 'act' | 'changes'> & { act: Act<Options & Accounted>; changes: Changes<Options> },
): CommandOf<never> =>
  command<Options & Accounted>({
    ...one,
    options: [...(one.options ?? []), ...accountedOptions],
    changes: (options) => {
      const { personal, ...known } = one.changes(options);
      return { ...known, personal: { ...personal, actor: options.actor, reason: options.reason } };
    },
    act: (deployment, options, session) => one.act(deployment, options, session),
  });

/** What functions know the operator by who has something changed; the gateway’s records have it beside clients’ ids. */
export const operatorId = ({ actor }: Pick<Accounted, 'actor'>): string => `operator ${actor}`;
