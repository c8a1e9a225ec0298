import { parseArgs } from 'node:util';
import { pushListSchema, type OperatorRequest, type PushView } from '#pushes/answer-operator';
import { pushApplierName } from '#pushes/push-applier-name';
import { loadTenant } from '../../lib/config/load-tenant';
import type { Tenant } from '../../lib/config/tenant';
import { invoke, type LambdaIn } from './invoke';
import { Refusal } from './refusal';
import { inWords, reportSchema } from './report';

const usage = `Shows what AT&T has pushed, and has it looked at again by the contract the deployment has:

  npm run pushes -- list --tenant <tenant> --provider <Solution Provider> [--all]
  npm run pushes -- show --tenant <tenant> --provider <Solution Provider> --push <id>
  npm run pushes -- again --tenant <tenant> --provider <Solution Provider> [--push <id>]

list has what is not decided, and with --all everything that is kept, without what the messages say. show has one message, secrets masked.
again takes what is not decided, or the one named. Needs AWS credentials that may invoke the tenant’s push applier;
npm start shows those of a local gateway.`;

type Ask = (request: OperatorRequest) => Promise<unknown>;

/** @returns what came of it, in words @throws Refusal, ConfigurationMistake */
export const pushesCommand = async (args: readonly string[], tenants: string, lambdaIn: LambdaIn): Promise<string> => {
  const { command, tenant: name, provider: solutionProvider, push: pushId, all } = optionsOf(args);
  const tenant = await loadTenant(name, tenants);
  requirePushes(tenant, solutionProvider);
  const ask: Ask = (request) => invoke(lambdaIn, tenant, pushApplierName, request);
  switch (command) {
    case 'list':
      return list(ask, solutionProvider, all ? 'all' : 'undecided');
    case 'show':
      if (pushId === undefined) throw new Refusal(usage);
      return show(ask, solutionProvider, pushId);
    default: {
      const report = await ask({ lookAgain: { solutionProvider, pushId } });
      return inWords(reportSchema.parse(report)) || 'Everything is decided.';
    }
  }
};

const requirePushes = ({ tenant, pushes, solutionProviders }: Tenant, solutionProvider: string): void => {
  if (!pushes) throw new Refusal(`${tenant} states no \`pushes\`: AT&T may send nothing by itself.`);
  const ids = solutionProviders.map(({ id }) => id);
  if (!ids.includes(solutionProvider))
    throw new Refusal(`${tenant} has no Solution Provider ${solutionProvider}. It has: ${ids.join(', ')}.`);
};

const list = async (ask: Ask, solutionProvider: string, which: 'undecided' | 'all'): Promise<string> => {
  const lines: string[] = [];
  let after: Record<string, string> | undefined;
  do {
    const page = pushListSchema.parse(await ask({ list: { solutionProvider, which, after } }));
    lines.push(...page.pushes.map(lineOf));
    after = page.next;
  } while (after);
  return lines.join('\n') || (which === 'all' ? 'Nothing is kept.' : 'Everything is decided.');
};

const lineOf = ({ pushId, receivedAt, times, state, whyNot, kind, id }: PushView): string =>
  [receivedAt, pushId, `${times}×`, state, whyNot, kind, id].filter((part) => part !== undefined).join('  ');

const show = async (ask: Ask, solutionProvider: string, pushId: string): Promise<string> => {
  const { pushes } = pushListSchema.parse(await ask({ show: { solutionProvider, pushId } }));
  return pushes.map((push) => `${lineOf(push)}\n${push.shown}`).join('\n');
};

const commands = ['list', 'show', 'again'] as const;

const optionsOf = (args: readonly string[]) => {
  const { values, positionals } = parsed(args);
  const command = commands.find((one) => one === positionals.join());
  const { tenant, provider } = values;
  if (command === undefined || tenant === undefined || provider === undefined) throw new Refusal(usage);
  return { ...values, command, tenant, provider };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        tenant: { type: 'string' },
        provider: { type: 'string' },
        push: { type: 'string' },
        all: { type: 'boolean', default: false },
      },
    });
  } catch {
    throw new Refusal(usage);
  }
};
