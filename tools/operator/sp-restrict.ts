import { Option } from 'commander';
import type { RestrictionChange } from '#platform/restrictions';
import type { Answer } from './answer';
import { change, type Accounted } from './change';
import { command, type CommandOf } from './command-line';
import type { Deployment } from './deployment';
import { statedProvider } from './providers';
import { changeRestriction, changesOf, restrictionsOf } from './restrictions';

interface RestrictOptions extends Accounted {
  provider: string;
}

export const provider = new Option('-p, --provider <id>', 'the Solution Provider').makeOptionMandatory();

type State = RestrictionChange['to'];

const about: Record<State, string> = {
  disabled: 'Have AT&T asked nothing for a Solution Provider, and its calls refused',
  'read-only': 'Have nothing changed at AT&T for a Solution Provider; reads and following go on',
  enabled: 'Serve a Solution Provider again',
};

const means: Record<State, string> = {
  disabled:
    'Its calls are answered 403 `solution-provider-disabled`; nothing is polled, reconciled or sent at AT&T for it. What AT&T pushes is kept, and webhooks go on.',
  'read-only':
    'What would change something at AT&T is answered 403 `solution-provider-read-only`, and its bulk writes are paused. Reads, polling and webhooks go on.',
  enabled:
    'Polling and reconciling go on by themselves, each at its next turn. Bulk writes that were paused are for its partner to resume.',
};

const restrict =
  (to: State) =>
  async (
    deployment: Deployment,
    { provider: id, actor, reason, dryRun: isDryRun }: RestrictOptions,
  ): Promise<Answer> => {
    const before: State = (await restrictionsOf(deployment))[id] ?? 'enabled';
    const restriction = { at: new Date(Date.now()).toISOString(), solutionProvider: id, to, actor, reason };
    const data = { solutionProvider: id, before, after: to, isDryRun, actor, reason };
    if (before === to) return { text: `${id} is ${to} already. Nothing was changed.`, data };
    if (isDryRun) return { text: `${id} would be ${to}. It is ${before}.`, data };
    await changeRestriction(deployment, restriction);
    return {
      text: `${id} is ${to}, within a minute. Before: ${before}.\n${means[to]}`,
      data: { ...data, at: restriction.at },
      changed: { before, after: to },
    };
  };

function restricting(name: string, to: State): CommandOf<never> {
  return change<RestrictOptions>({
    name,
    about: about[to],
    options: [provider],
    changes: ({ provider: id }) => ({ providers: [id], about: { to } }),
    requires: statedProvider,
    act: restrict(to),
  });
}

/** Commands that say whether, and how far, a Solution Provider is served. */
export const restrictCommands: readonly CommandOf<never>[] = [
  command({
    name: 'list',
    about: 'The Solution Providers, how each is served, and who decided it',
    changes: 'nothing',
    act: list,
  }),
  restricting('disable', 'disabled'),
  restricting('read-only', 'read-only'),
  restricting('enable', 'enabled'),
];

async function list(deployment: Deployment): Promise<Answer> {
  const restricted = await restrictionsOf(deployment);
  const data = await Promise.all(
    deployment.tenant.solutionProviders.map(async ({ id, families }) => {
      const [last] = await changesOf(deployment, id, 1);
      return { solutionProvider: id, families, state: restricted[id] ?? 'enabled', ...(last && { last }) };
    }),
  );
  const lines = data.map(({ solutionProvider, families, state, last }) =>
    [solutionProvider, families.join(' '), state, last && `${last.to} ${last.at} by ${last.actor}: ${last.reason}`]
      .filter((part) => part !== undefined)
      .join('  '),
  );
  return { text: lines.join('\n'), data };
}
