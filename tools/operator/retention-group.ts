import { Option } from 'commander';
import { exitCodes, type Answer } from './answer';
import { command, type Group } from './command-line';
import { tableNameOf, type Deployment } from './deployment';
import type { DryRun } from './dry-run';
import { byHundreds, carryOut } from './erasure/carry-out';
import { holdsOf } from './erasure/holds';
import { surveyOf } from './erasure/look';
import { isPastRetention } from './erasure/past-retention';
import { countsOf, countsInWords, planOf, reachedBy, reachFrom, type Planned } from './erasure/plan';
import { matcherOf } from './erasure/subject';
import type { Session } from './session';

/** How long things are kept after their final state. */
export const retentionGroup: Group = {
  name: 'retention',
  about: 'How long things are kept after their final state',
  commands: [
    command({
      name: 'apply',
      about: 'Erase what is older than the tenant’s `retention` lets it be; holds keep what they hold',
      options: [new Option('--dry-run', 'count what would be erased').default(false)],
      changes: () => ({}),
      act: apply,
    }),
  ],
};

async function apply(deployment: Deployment, { dryRun: isDryRun }: DryRun, { progress }: Session): Promise<Answer> {
  const { plan, kept } = await planFor(deployment, progress);
  const counts = countsOf(plan);
  const nothing = 'Nothing is older than it may be.';
  const keptText = kept > 0 ? [`${kept} more are held, or something of them is still open.`] : [];
  const said = [isDryRun ? 'Would be erased:' : 'Erased:', ...countsInWords(counts)];
  const text = [...(plan.length > 0 ? said : [nothing]), ...keptText].join('\n');
  const answer = { text, data: { isDryRun, counts, kept } };
  if (isDryRun) return answer;
  const table = await tableNameOf(deployment);
  const { left } = await carryOut(deployment.aws.dynamoDb, table, plan, {
    ...{ nowMs: Date.now(), done: byHundreds(progress) },
  });
  const changed = { after: counts };
  if (left === 0) return { ...answer, changed };
  return {
    ...answer,
    text: `${text}\n${left} have changed meanwhile: run it again.`,
    changed,
    exitCode: exitCodes.notInOrder,
  };
}

/** A number that a port-in was for has its line, and whoever asks for it next, a life of their own. */
const isOfItsOwn = (link: string): boolean => !link.startsWith('line ') && !link.startsWith('lock ');
/** But a line has its history. */
const isOfLine = (link: string): boolean => !link.startsWith('lock ');

const planFor = async (
  deployment: Deployment,
  progress: Session['progress'],
): Promise<{ plan: Planned[]; kept: number }> => {
  const holds = await holdsOf(deployment);
  const past = isPastRetention(deployment.tenant.retention, Date.now());
  const { items } = await surveyOf(deployment, [past, ...holds.map(({ subject }) => matcherOf(subject))], progress);
  const held = new Set(holds.flatMap((_, index) => [...reachedBy(items, index + 1).keys()]));
  const [ofItems, ofLines] = [reachFrom(items, isOfItsOwn), reachFrom(items, isOfLine)];
  const roots = items.filter(({ isOf }) => isOf[0]);
  const reached = roots.map((root) => (root.kind === 'line' ? ofLines : ofItems)([root]));
  const free = reached.filter((some) => [...some.keys()].every((one) => one.unsettled === undefined && !held.has(one)));
  const depths = new Map<Parameters<typeof planOf>[0][number], number>();
  for (const some of free) for (const [one, depth] of some) depths.set(one, Math.max(depth, depths.get(one) ?? 0));
  return { plan: planOf(items, depths), kept: roots.length - free.length };
};
